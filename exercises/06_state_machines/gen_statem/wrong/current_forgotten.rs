// Sends the event out, and keeps nothing of it.
// ANCHOR: cut_queue
let next = self.queue.pop_front();
// ANCHOR_END: cut_queue
// ANCHOR: cut_queue
next.map_or(Order::Receive, Order::Handle)
// ANCHOR_END: cut_queue
