// Puts the sweep off with every message, and sweeps when nothing has come for a minute.
// ANCHOR: cut_sweep
self.entries.retain(|_, entry| entry.is_alive(now));
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
me.send_after(settings.sweep_every, me.pid(), Sweep);
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
if message.is::<Sweep>() {
    self.cache.sweep(self.now());
    let _ = me;
    return Next::Timeout(self.settings.sweep_every);
}
if message.is::<gen_server::Timeout>() {
    self.cache.sweep(self.now());
    return Next::Timeout(self.settings.sweep_every);
}
// ANCHOR_END: cut_sweep
