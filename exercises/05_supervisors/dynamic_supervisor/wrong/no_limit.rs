// There is always room.
// ANCHOR: cut_start
let _ = (self.flags.max_children, &self.restarting);
vec![Action::Start { spec, why: Why::Asked }]
// ANCHOR_END: cut_start
