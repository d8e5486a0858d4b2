// One leave takes back all joins.
// ANCHOR: cut_leave
let mut actions = Vec::new();
let mut left = false;
for pid in pids {
    let Some(joined) = self.joined.get_mut(pid) else { continue };
    let before = joined.len();
    joined.retain(|one| one != group);
    let times = before - joined.len();
    if joined.is_empty() {
        self.joined.remove(pid);
        actions.push(Action::Demonitor(*pid));
    }
    for _ in 0..times {
        self.remove(group, *pid);
    }
    left |= times > 0;
}
if !left {
    return vec![Action::Reply(Reply::NotJoined)];
}
actions.extend(self.tell(Change::Leave, group, pids));
actions.push(Action::Reply(Reply::Ok));
actions
// ANCHOR_END: cut_leave
