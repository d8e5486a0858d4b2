// Gives up at the first failed start, and thinks of nobody who runs already.
// ANCHOR: cut_order
self.children[range].iter().map(Child::order_to_start).collect()
// ANCHOR_END: cut_order
// ANCHOR: cut_order
range.rev().filter_map(|at| self.let_go(at)).collect()
// ANCHOR_END: cut_order
// ANCHOR: cut_order
vec![stop]
// ANCHOR_END: cut_order
