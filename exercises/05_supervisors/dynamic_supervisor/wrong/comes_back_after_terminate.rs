// Ends the process, and keeps the child.
// ANCHOR: cut_terminate
match self.children.get(&pid) {
    Some(child) => {
        let tell = Action::Tell { pid, shutdown: child.spec.shutdown };
        vec![tell, Action::Await(pid), Action::Reply(Ok(None))]
    }
    None => vec![Action::Reply(Err(DynamicError::NotFound))],
}
// ANCHOR_END: cut_terminate
