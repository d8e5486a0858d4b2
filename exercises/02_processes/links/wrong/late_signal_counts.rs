// Feels whatever arrives, from whomever.
// ANCHOR: cut_signal
links.peers.remove(&from);
vec![Action::Feel { from, reason }]
// ANCHOR_END: cut_signal
