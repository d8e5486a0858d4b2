// Leaves the restart type as it was: every task is permanent.
// ANCHOR: cut_start_child
let _ = restart;
self.take_on(me, again(work)).await
// ANCHOR_END: cut_start_child
