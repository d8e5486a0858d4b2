// Whatever the key, there is one after it.
// ANCHOR: cut_walk
let _ = (me, key);
Ok(())
// ANCHOR_END: cut_walk
