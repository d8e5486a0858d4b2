// Whoever watches anything hears of everything.
// ANCHOR: cut_monitor
let groups = match &of {
    Watched::Scope => self.groups(),
    Watched::Group(group) => vec![group.clone()],
};
let snapshot = groups.into_iter().map(|group| (group.clone(), self.members(&group))).collect();
self.watchers.insert(reference, (watcher, of));
vec![Action::Reply(Reply::Snapshot(reference, snapshot))]
// ANCHOR_END: cut_monitor
// ANCHOR: cut_monitor
let notify = self.watchers.iter().map(|(reference, (to, _))| {
    let changed = Changed { reference: *reference, change, group: group.clone(), pids: pids.to_vec() };
    Action::Notify { to: *to, changed }
});
notify.collect()
// ANCHOR_END: cut_monitor
