// As Rust compares slices: element by element, and the size at the end.
// ANCHOR: cut_tuples
order_all(a, b, numbers).then_with(|| a.len().cmp(&b.len()))
// ANCHOR_END: cut_tuples
