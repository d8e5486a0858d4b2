// Passes the value on, and never opens the window.
// ANCHOR: cut_slug
next(self)
// ANCHOR_END: cut_slug
// ANCHOR: cut_slug
let _ = look;
self
// ANCHOR_END: cut_slug
