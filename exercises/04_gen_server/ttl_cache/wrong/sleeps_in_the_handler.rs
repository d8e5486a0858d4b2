// Waits for the next sweep where everybody else waits for the server.
// ANCHOR: cut_sweep
self.entries.retain(|_, entry| entry.is_alive(now));
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
me.send_after(settings.sweep_every, me.pid(), Sweep);
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
if message.is::<Sweep>() {
    self.cache.sweep(self.now());
    tokio::time::sleep(self.settings.sweep_every).await;
    me.send(me.pid(), Sweep);
}
// ANCHOR_END: cut_sweep
