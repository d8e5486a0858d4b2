// Looks at memory and forgets that the system has a limit of its own.
// ANCHOR: cut_fits
memory_bytes / stack.bytes_per_player
// ANCHOR_END: cut_fits
