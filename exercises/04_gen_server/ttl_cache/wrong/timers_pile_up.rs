// Sets the next timer, and one more to be on the safe side.
// ANCHOR: cut_sweep
self.entries.retain(|_, entry| entry.is_alive(now));
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
me.send_after(settings.sweep_every, me.pid(), Sweep);
// ANCHOR_END: cut_sweep
// ANCHOR: cut_sweep
if message.is::<Sweep>() {
    me.send_after(self.settings.sweep_every, me.pid(), Sweep);
    self.cache.sweep(self.now());
    me.send_after(self.settings.sweep_every, me.pid(), Sweep);
}
// ANCHOR_END: cut_sweep
