// Equal floats, and a hash of their bits.
// ANCHOR: cut_equality
self.cmp(other).is_eq()
// ANCHOR_END: cut_equality
// ANCHOR: cut_equality
Self::Float(value) => value.value().to_bits().hash(state),
// ANCHOR_END: cut_equality
