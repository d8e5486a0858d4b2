// Counts, and draws no conclusion.
// ANCHOR: cut_intensity
self.restarts.push(now.as_secs());
let _ = (self.max_restarts, self.max_seconds);
true
// ANCHOR_END: cut_intensity
