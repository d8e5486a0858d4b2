// A process for each mail, and the callback waits for its end.
// ANCHOR: cut_send
while let Some(job) = self.queue.pop_front() {
    let attempt = self.transport.clone().attempt(job.mail.clone());
    let (_, monitor) = me.spawn_monitor(move |_| attempt);
    let down = me.receive_if(|down: &Down| down.reference == monitor).await;
    self.on_its_way = Some((monitor, job));
    self.ended(down, me);
}
// ANCHOR_END: cut_send
