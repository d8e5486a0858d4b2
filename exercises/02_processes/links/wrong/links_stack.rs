// Tells the other end each time.
// ANCHOR: cut_link
if peer == links.me {
    return Vec::new();
}
links.peers.insert(peer);
vec![Action::TellLinked { to: peer }]
// ANCHOR_END: cut_link
