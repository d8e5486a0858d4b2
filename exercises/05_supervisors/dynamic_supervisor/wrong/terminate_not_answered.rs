// Looks among those that are being restarted only.
// ANCHOR: cut_terminate
match self.restarting.remove(&pid) {
    Some(_) => vec![Action::Reply(Ok(None))],
    None => {
        let child = self.children.remove(&pid);
        let tell = child.map(|child| Action::Tell { pid, shutdown: child.spec.shutdown });
        let mut orders: Vec<Action> = tell.into_iter().collect();
        orders.push(Action::Await(pid));
        orders.push(Action::Reply(Err(DynamicError::NotFound)));
        orders
    }
}
// ANCHOR_END: cut_terminate
