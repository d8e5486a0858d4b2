// Takes whoever has come, and keeps whoever has gone.
// ANCHOR: cut_sync
let mut actions = Vec::new();
if !self.peers.contains(&peer) {
    self.peers.push(peer);
    actions.push(Action::MonitorPeer(peer));
}
let (_, come) = difference(self.groups.told_by(peer), now);
for (group, pids) in come {
    actions.extend(self.here(local::Event::PeerJoined { peer, group, pids }));
}
actions
// ANCHOR_END: cut_sync
