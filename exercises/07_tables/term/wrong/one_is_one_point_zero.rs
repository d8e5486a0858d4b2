// Takes Erlang's `==` for the equality of keys.
// ANCHOR: cut_equality
self.compare(other).is_eq()
// ANCHOR_END: cut_equality
