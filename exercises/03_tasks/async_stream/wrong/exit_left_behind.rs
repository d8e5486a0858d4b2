// Removes the link and forgets that its letter may have come.
// ANCHOR: cut_crash
let _ = (Duration::ZERO, |exit: Exit| exit.from);
me.unlink(pid);
// ANCHOR_END: cut_crash
