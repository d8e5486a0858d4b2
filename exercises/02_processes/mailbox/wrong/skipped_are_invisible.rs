// Reads on from where the last receive stopped: what that one skipped is never looked at again.
// ANCHOR: cut_receive
loop {
    let message = self.next_arrival().await;
    if matches(&message) {
        return message;
    }
    self.saved.push_back(message);
}
// ANCHOR_END: cut_receive
