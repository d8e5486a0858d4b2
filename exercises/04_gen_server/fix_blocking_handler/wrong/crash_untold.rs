// Hears of the crash, and keeps it to itself.
// ANCHOR: cut_crash
let _ = (from, reason);
// ANCHOR_END: cut_crash
