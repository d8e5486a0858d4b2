// Hears of a link and does not write it down.
// ANCHOR: cut_link
let new = peer != links.me && links.peers.insert(peer);
if new { vec![Action::TellLinked { to: peer }] } else { Vec::new() }
// ANCHOR_END: cut_link
// ANCHOR: cut_link
let _ = from;
Vec::new()
// ANCHOR_END: cut_link
