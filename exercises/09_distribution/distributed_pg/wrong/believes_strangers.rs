// Whoever says that somebody has joined is believed.
// ANCHOR: cut_hear
self.here(local::Event::PeerJoined { peer, group, pids })
// ANCHOR_END: cut_hear
// ANCHOR: cut_hear
let left = |group| local::Event::PeerLeft { peer, group, pids: pids.to_vec() };
groups.into_iter().flat_map(|group| self.here(left(group))).collect()
// ANCHOR_END: cut_hear
