// The scope is forgotten, and its members stay.
// ANCHOR: cut_lost
self.peers.retain(|known| *known != peer);
Vec::new()
// ANCHOR_END: cut_lost
