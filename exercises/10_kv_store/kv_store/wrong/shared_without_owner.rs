// Lets everybody write: that saves a message.
// ANCHOR: cut_owner
let options = options.public();
// ANCHOR_END: cut_owner
