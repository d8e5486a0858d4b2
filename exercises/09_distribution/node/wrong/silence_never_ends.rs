// Forgets how long it has been silent as soon as it ticks.
// ANCHOR: cut_tick
self.silent = u32::from(read == self.read);
let quiet = written == self.written;
(self.read, self.written) = (read, written);
match (self.silent >= SILENCE, quiet) {
    (true, _) => Tick::Dead,
    (false, true) => Tick::Send,
    (false, false) => Tick::Nothing,
}
// ANCHOR_END: cut_tick
