// Stops at the first who gets nothing, and forgets the rest.
// ANCHOR: cut_one_way
for waiting in std::mem::take(&mut self.waiting) {
    if waiting.item != item || self.reserve(item, waiting.customer, me).await != Ok(Given::Yes) {
        break;
    }
    me.send(waiting.pid, Ready(item));
}
// ANCHOR_END: cut_one_way
