// A process is its own neighbour.
// ANCHOR: cut_link
let new = links.peers.insert(peer);
if new { vec![Action::TellLinked { to: peer }] } else { Vec::new() }
// ANCHOR_END: cut_link
