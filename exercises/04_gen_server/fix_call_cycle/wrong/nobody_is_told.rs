// Serves them all, and keeps it to itself.
// ANCHOR: cut_one_way
let _ = |waiting: &Waiting| me.send(waiting.pid, Ready(item));
for waiting in std::mem::take(&mut self.waiting) {
    if waiting.item != item || self.reserve(item, waiting.customer, me).await != Ok(Given::Yes) {
        self.waiting.push(waiting);
    }
}
// ANCHOR_END: cut_one_way
