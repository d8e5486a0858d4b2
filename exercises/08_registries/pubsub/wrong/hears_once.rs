// Each process hears a message once.
// ANCHOR: cut_deliver
let send_all = |entries: &[(Pid, Term)]| {
    let mut sent: Vec<Pid> = Vec::new();
    for (pid, pattern) in entries {
        if is_for(*pid, pattern, from, message) && !sent.contains(pid) {
            sent.push(*pid);
            me.send(*pid, message.clone());
        }
    }
};
Ok(self.registry.dispatch(topic, send_all)?)
// ANCHOR_END: cut_deliver
