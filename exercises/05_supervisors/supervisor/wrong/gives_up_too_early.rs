// Gives up at the last restart that is still allowed.
// ANCHOR: cut_intensity
let now = now.as_secs();
let max_seconds = self.max_seconds;
self.restarts.retain(|second| second + max_seconds >= now);
self.restarts.push(now);
self.restarts.len() < self.max_restarts
// ANCHOR_END: cut_intensity
