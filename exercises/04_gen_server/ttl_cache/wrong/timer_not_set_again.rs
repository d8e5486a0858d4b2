// One timer sends one message.
// ANCHOR: cut_sweep
self.entries.retain(|_, entry| entry.is_alive(now));
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
me.send_after(settings.sweep_every, me.pid(), Sweep);
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
let _ = (me, self.settings.sweep_every);
if message.is::<Sweep>() {
    self.cache.sweep(self.now());
}
// ANCHOR_END: cut_sweep
