// Whichever connection ends, the peer is down.
// ANCHOR: cut_generation
if known.dialing != Some(generation) && !known.accepting.contains(&generation) {
    return vec![Action::Close { generation }];
}
let old = known.up;
*known = Peer { up: Some(generation), ..Peer::default() };
let down = old.into_iter().flat_map(|old| {
    [Action::Close { generation: old }, Action::Down { peer, generation: old }]
});
down.chain([Action::Up { peer, generation }]).collect()
// ANCHOR_END: cut_generation
// ANCHOR: cut_generation
let current = self.peers.get_mut(&peer).and_then(|known| known.up.take());
current.into_iter().map(|_| Action::Down { peer, generation }).collect()
// ANCHOR_END: cut_generation
