// Asks the road first, and the save queue only when the road is empty.
// ANCHOR: cut_receive
loop {
    if let Some(message) = self.arriving.pop() {
        if matches(&message) {
            return message;
        }
        self.saved.push_back(message);
        continue;
    }
    if let Some(message) = self.take(&mut matches) {
        return message;
    }
    let message = self.next_arrival().await;
    self.saved.push_back(message);
}
// ANCHOR_END: cut_receive
