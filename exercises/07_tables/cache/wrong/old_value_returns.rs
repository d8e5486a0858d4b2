// Keeps whatever a load brings.
// ANCHOR: cut_outdated
let is_current = true;
// ANCHOR_END: cut_outdated
// ANCHOR: cut_outdated
// ANCHOR_END: cut_outdated
// ANCHOR: cut_outdated
// ANCHOR_END: cut_outdated
// ANCHOR: cut_outdated
// ANCHOR_END: cut_outdated
