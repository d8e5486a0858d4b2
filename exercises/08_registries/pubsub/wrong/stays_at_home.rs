// A broadcast stays on this node.
// ANCHOR: cut_reach
let _ = &self.adapter;
// ANCHOR_END: cut_reach
