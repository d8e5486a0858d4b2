// The members go, and the scope is still a peer.
// ANCHOR: cut_lost
self.here(local::Event::PeerDown(peer))
// ANCHOR_END: cut_lost
