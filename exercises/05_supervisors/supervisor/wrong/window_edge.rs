// Forgets a restart in the very second in which the window ends.
// ANCHOR: cut_intensity
let now = now.as_secs();
let max_seconds = self.max_seconds;
self.restarts.retain(|second| second + max_seconds > now);
self.restarts.push(now);
self.restarts.len() <= self.max_restarts
// ANCHOR_END: cut_intensity
