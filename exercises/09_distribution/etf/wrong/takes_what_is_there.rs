// As many as there are, if there are fewer.
// ANCHOR: cut_ends
let (taken, rest) = self.bytes.split_at(len.min(self.bytes.len()));
self.bytes = rest;
Ok(taken)
// ANCHOR_END: cut_ends
