// Gives way when the budget is used up, and from then on after every row.
// ANCHOR: cut_budget
self.left = self.left.saturating_sub(reductions);
if self.left == 0 {
    tokio::task::yield_now().await;
}
// ANCHOR_END: cut_budget
