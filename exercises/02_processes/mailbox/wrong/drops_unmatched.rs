// Reads on until something fits, and lets go of everything it passes.
// ANCHOR: cut_receive
if let Some(message) = self.take(&mut matches) {
    return message;
}
loop {
    let message = self.next_arrival().await;
    if matches(&message) {
        return message;
    }
}
// ANCHOR_END: cut_receive
