// The table goes with its owner; the next one makes a new one.
// ANCHOR: cut_heir
let _ = (me.pid(), term!(:back));
// ANCHOR_END: cut_heir
