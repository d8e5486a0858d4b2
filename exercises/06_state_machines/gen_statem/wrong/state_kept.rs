// Compares the state before it is set.
// ANCHOR: cut_queue
let next = self.queue.pop_front();
// ANCHOR_END: cut_queue
// ANCHOR: cut_queue
self.current.clone_from(&next);
next.map_or(Order::Receive, Order::Handle)
// ANCHOR_END: cut_queue
// ANCHOR: cut_queue
let from = state;
let changed = from != self.state;
// ANCHOR_END: cut_queue
