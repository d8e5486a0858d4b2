// Takes every sync for the first.
// ANCHOR: cut_sync
let mut actions = Vec::new();
if !self.peers.contains(&peer) {
    self.peers.push(peer);
    actions.push(Action::MonitorPeer(peer));
}
for (group, pids) in now.to_vec() {
    actions.extend(self.here(local::Event::PeerJoined { peer, group, pids }));
}
actions
// ANCHOR_END: cut_sync
