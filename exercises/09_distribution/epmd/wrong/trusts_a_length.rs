// Believes every length.
// ANCHOR: cut_hostile
let (taken, rest) = self.0.split_at(length);
self.0 = rest;
Ok(taken)
// ANCHOR_END: cut_hostile
