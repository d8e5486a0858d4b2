// Counts those that run, and forgets those that are being started again.
// ANCHOR: cut_start
if self.flags.max_children.is_some_and(|max| self.children.len() >= max) {
    return vec![Action::Reply(Err(DynamicError::MaxChildren))];
}
let _ = &self.restarting;
vec![Action::Start { spec, why: Why::Asked }]
// ANCHOR_END: cut_start
