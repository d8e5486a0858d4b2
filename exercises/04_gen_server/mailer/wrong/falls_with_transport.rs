// Links itself with the process that sends, and monitors it too.
// ANCHOR: cut_send
if self.on_its_way.is_none()
    && let Some(job) = self.queue.pop_front()
{
    let attempt = self.transport.clone().attempt(job.mail.clone());
    let worker = me.spawn_link(move |_| attempt);
    self.on_its_way = Some((me.monitor(worker), job));
}
// ANCHOR_END: cut_send
