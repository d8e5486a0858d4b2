// Forgets on its own side and tells nobody.
// ANCHOR: cut_unlink
links.peers.remove(&peer);
Vec::new()
// ANCHOR_END: cut_unlink
