// Takes the mail that came last.
// ANCHOR: cut_send
if self.on_its_way.is_none()
    && let Some(job) = self.queue.pop_back()
{
    let attempt = self.transport.clone().attempt(job.mail.clone());
    let (_, monitor) = me.spawn_monitor(move |_| attempt);
    self.on_its_way = Some((monitor, job));
}
// ANCHOR_END: cut_send
