// Each arrival starts the clock again.
// ANCHOR: cut_after
self.collect();
if let Some(message) = self.take(&mut matches) {
    return Some(message);
}
loop {
    let message = tokio::time::timeout(limit, self.next_arrival()).await.ok()?;
    if matches(&message) {
        return Some(message);
    }
    self.saved.push_back(message);
}
// ANCHOR_END: cut_after
