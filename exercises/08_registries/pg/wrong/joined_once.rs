// Whoever is a member already does not join again.
// ANCHOR: cut_join
let mut actions = Vec::new();
for pid in pids {
    let joined = self.joined.entry(*pid).or_default();
    if joined.contains(group) {
        continue;
    }
    if joined.is_empty() {
        actions.push(Action::Monitor(*pid));
    }
    joined.push(group.clone());
    self.groups.entry(group.clone()).or_default().add(*pid);
}
actions.extend(self.tell(Change::Join, group, pids));
actions.push(Action::Reply(Reply::Ok));
actions
// ANCHOR_END: cut_join
