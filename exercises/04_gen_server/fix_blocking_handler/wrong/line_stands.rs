// Has a limit, and forgets that places become free.
// ANCHOR: cut_limit
let _ = me;
// ANCHOR_END: cut_limit
