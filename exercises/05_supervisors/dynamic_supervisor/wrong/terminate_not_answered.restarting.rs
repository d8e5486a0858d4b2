// Knows the children that run, and not those that are being started again.
// ANCHOR: cut_terminate
match self.children.remove(&pid) {
    Some(child) => {
        vec![Action::Tell { pid, shutdown: child.spec.shutdown }, Action::Await(pid), Action::Reply(Ok(None))]
    }
    None => vec![Action::Reply(Err(DynamicError::NotFound))],
}
// ANCHOR_END: cut_terminate
