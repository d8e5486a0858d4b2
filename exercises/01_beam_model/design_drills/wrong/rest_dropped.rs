// Divides and drops the rest: the last players find no machine.
// ANCHOR: cut_fits
(memory_bytes / stack.bytes_per_player).min(stack.most)
// ANCHOR_END: cut_fits
// ANCHOR: cut_fits
players / players_that_fit(stack, memory_bytes)
// ANCHOR_END: cut_fits
