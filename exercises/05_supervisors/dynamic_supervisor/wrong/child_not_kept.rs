// Answers with the pid and forgets it.
// ANCHOR: cut_start
let children = self.children.len() + self.restarting.len();
if self.flags.max_children.is_some_and(|max| children >= max) {
    return vec![Action::Reply(Err(DynamicError::MaxChildren))];
}
vec![Action::Start { spec, why: Why::Asked }]
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let _ = (spec, Child::clone);
match why {
    Why::Asked => vec![Action::Reply(Ok(pid))],
    Why::Restart { .. } => Vec::new(),
}
// ANCHOR_END: cut_start
