// Listens, and says nothing.
// ANCHOR: cut_tick
self.silent = if read == self.read { self.silent + 1 } else { 0 };
(self.read, self.written) = (read, written);
if self.silent >= SILENCE { Tick::Dead } else { Tick::Nothing }
// ANCHOR_END: cut_tick
