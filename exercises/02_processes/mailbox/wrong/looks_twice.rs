// Correct, but every arrival starts the search from the front: the square of the mailbox.
// ANCHOR: cut_receive
loop {
    if let Some(message) = self.take(&mut matches) {
        return message;
    }
    let message = self.next_arrival().await;
    self.saved.push_back(message);
}
// ANCHOR_END: cut_receive
