// Starts the next mail without asking whether one is on its way.
// ANCHOR: cut_send
if let Some(job) = self.queue.pop_front() {
    let attempt = self.transport.clone().attempt(job.mail.clone());
    let (_, monitor) = me.spawn_monitor(move |_| attempt);
    self.on_its_way = Some((monitor, job));
}
// ANCHOR_END: cut_send
