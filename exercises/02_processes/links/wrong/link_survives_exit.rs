// Looks whether there is a link and leaves it there.
// ANCHOR: cut_signal
let linked = links.peers.contains(&from);
if linked { vec![Action::Feel { from, reason }] } else { Vec::new() }
// ANCHOR_END: cut_signal
