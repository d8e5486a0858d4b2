// Ends and tells nobody.
// ANCHOR: cut_exit
let _ = reason;
links.peers.clear();
Vec::new()
// ANCHOR_END: cut_exit
