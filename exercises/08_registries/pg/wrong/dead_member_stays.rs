// Takes the dead member out of each group once.
// ANCHOR: cut_death
let mut groups = self.joined.remove(&pid).unwrap_or_default();
groups.sort();
groups.dedup();
let mut actions = Vec::new();
for group in groups {
    self.remove(&group, pid);
    actions.extend(self.tell(Change::Leave, &group, &[pid]));
}
actions
// ANCHOR_END: cut_death
