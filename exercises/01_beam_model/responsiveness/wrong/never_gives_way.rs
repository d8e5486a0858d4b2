// async fn all over, and not one point at which somebody else could run.
// ANCHOR: cut_budget
self.left = self.left.saturating_sub(reductions);
if self.left == 0 {
    self.left = REDUCTIONS;
}
// ANCHOR_END: cut_budget
