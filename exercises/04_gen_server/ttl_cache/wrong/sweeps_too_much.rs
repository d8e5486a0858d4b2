// Empties the cache.
// ANCHOR: cut_sweep
let _ = now;
self.entries.clear();
// ANCHOR_END: cut_sweep
