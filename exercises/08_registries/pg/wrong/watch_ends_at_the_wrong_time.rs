// Whoever leaves one group is not watched any more.
// ANCHOR: cut_leave
let mut actions = Vec::new();
let mut left = false;
for pid in pids {
    let Some(joined) = self.joined.get_mut(pid) else { continue };
    let Some(at) = joined.iter().position(|one| one == group) else { continue };
    joined.swap_remove(at);
    actions.push(Action::Demonitor(*pid));
    if joined.is_empty() {
        self.joined.remove(pid);
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
