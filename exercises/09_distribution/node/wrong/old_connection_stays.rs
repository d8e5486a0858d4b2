// The new connection is entered, and the old one forgotten.
// ANCHOR: cut_generation
if known.dialing != Some(generation) && !known.accepting.contains(&generation) {
    return vec![Action::Close { generation }];
}
*known = Peer { up: Some(generation), ..Peer::default() };
vec![Action::Up { peer, generation }]
// ANCHOR_END: cut_generation
