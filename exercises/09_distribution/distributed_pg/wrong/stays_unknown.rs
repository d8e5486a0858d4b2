// Answers, and does not remember who has asked.
// ANCHOR: cut_discover
vec![Action::Tell(peer, Word::Sync(self.ours()))]
// ANCHOR_END: cut_discover
// ANCHOR: cut_discover
let groups = self.groups.local_groups().into_iter();
groups.map(|group| (group.clone(), self.groups.local_members(&group))).collect()
// ANCHOR_END: cut_discover
