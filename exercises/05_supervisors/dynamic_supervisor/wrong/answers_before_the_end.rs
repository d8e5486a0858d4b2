// Tells the child to end, and does not wait for it.
// ANCHOR: cut_terminate
let done = Action::Reply(Ok(None));
if let Some(child) = self.children.remove(&pid) {
    return vec![Action::Tell { pid, shutdown: child.spec.shutdown }, done];
}
match self.restarting.remove(&pid) {
    Some(_) => vec![done],
    None => vec![Action::Reply(Err(DynamicError::NotFound))],
}
// ANCHOR_END: cut_terminate
