// A group without members stays.
// ANCHOR: cut_leave
let mut actions = Vec::new();
let mut left = false;
for pid in pids {
    let Some(joined) = self.joined.get_mut(pid) else { continue };
    let Some(at) = joined.iter().position(|one| one == group) else { continue };
    joined.swap_remove(at);
    if joined.is_empty() {
        self.joined.remove(pid);
        actions.push(Action::Demonitor(*pid));
    }
    self.remove(group, *pid);
    left = true;
}
if !left {
    return vec![Action::Reply(Reply::NotJoined)];
}
actions.extend(self.tell(Change::Leave, group, pids));
actions.push(Action::Reply(Reply::Ok));
actions
// ANCHOR_END: cut_leave
// ANCHOR: cut_leave
if let Some(members) = self.groups.get_mut(group) {
    members.take(pid);
}
// ANCHOR_END: cut_leave
