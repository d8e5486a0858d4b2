// Ends the children in the order in which they were started. (From the last to the first place, so that places stay
// valid while temporary children are forgotten; then turned round.)
// ANCHOR: cut_order
self.children[range].iter().map(Child::order_to_start).collect()
// ANCHOR_END: cut_order
// ANCHOR: cut_order
let mut orders: Vec<Action> = range.rev().filter_map(|at| self.let_go(at)).collect();
orders.reverse();
orders
// ANCHOR_END: cut_order
