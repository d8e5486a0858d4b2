// Asks in return every time: two scopes never come to an end.
// ANCHOR: cut_discover
let mut actions = vec![Action::Tell(peer, Word::Sync(self.ours()))];
if !self.peers.contains(&peer) {
    self.peers.push(peer);
    actions.push(Action::MonitorPeer(peer));
}
actions.push(Action::Tell(peer, Word::Discover));
actions
// ANCHOR_END: cut_discover
// ANCHOR: cut_discover
let groups = self.groups.local_groups().into_iter();
groups.map(|group| (group.clone(), self.groups.local_members(&group))).collect()
// ANCHOR_END: cut_discover
