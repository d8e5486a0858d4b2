// Exactly as much as will be needed.
// ANCHOR: cut_room
let _ = ROOM;
Vec::with_capacity(claimed)
// ANCHOR_END: cut_room
