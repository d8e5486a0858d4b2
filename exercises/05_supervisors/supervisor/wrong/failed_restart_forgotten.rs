// Notes that the restart has failed, and leaves it at that.
// ANCHOR: cut_one_for_one
let mut orders = self.end(self.affected(at));
orders.extend(self.start(self.affected(at)));
orders
// ANCHOR_END: cut_one_for_one
// ANCHOR: cut_one_for_one
self.children[at].state = ChildState::Restarting;
Vec::new()
// ANCHOR_END: cut_one_for_one
