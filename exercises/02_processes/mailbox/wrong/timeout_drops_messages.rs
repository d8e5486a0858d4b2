// Keeps the refused letters in a local, which the timeout drops with the future.
// ANCHOR: cut_after
self.collect();
if let Some(message) = self.take(&mut matches) {
    return Some(message);
}
let mut refused = VecDeque::new();
let wait = async {
    loop {
        let message = self.next_arrival().await;
        if matches(&message) {
            return message;
        }
        refused.push_back(message);
    }
};
let found = tokio::time::timeout(limit, wait).await.ok()?;
self.saved.append(&mut refused);
Some(found)
// ANCHOR_END: cut_after
