// What is acknowledged is acknowledged.
// ANCHOR: cut_recover
let _ = &self.births;
// ANCHOR_END: cut_recover
// ANCHOR: cut_recover
matches!(self.standing, Standing::Member)
// ANCHOR_END: cut_recover
