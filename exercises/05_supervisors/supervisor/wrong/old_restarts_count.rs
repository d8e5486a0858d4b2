// Counts all restarts there ever were.
// ANCHOR: cut_intensity
self.restarts.push(now.as_secs());
self.restarts.len() <= self.max_restarts
// ANCHOR_END: cut_intensity
