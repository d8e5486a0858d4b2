// Sleeps a little at each turn: polite, and the report takes longer although nobody else wants to run.
// ANCHOR: cut_budget
self.left = self.left.saturating_sub(reductions);
if self.left == 0 {
    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    self.left = REDUCTIONS;
}
// ANCHOR_END: cut_budget
