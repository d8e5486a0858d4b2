// A monitor for each join.
// ANCHOR: cut_join
let mut actions = Vec::new();
for pid in pids {
    actions.push(Action::Monitor(*pid));
    self.joined.entry(*pid).or_default().push(group.clone());
    self.groups.entry(group.clone()).or_default().add(*pid);
}
actions.extend(self.tell(Change::Join, group, pids));
actions.push(Action::Reply(Reply::Ok));
actions
// ANCHOR_END: cut_join
