// Never says that nobody has left.
// ANCHOR: cut_leave
let mut actions = Vec::new();
for pid in pids {
    let Some(joined) = self.joined.get_mut(pid) else { continue };
    let Some(at) = joined.iter().position(|one| one == group) else { continue };
    joined.swap_remove(at);
    if joined.is_empty() {
        self.joined.remove(pid);
        actions.push(Action::Demonitor(*pid));
    }
    self.remove(group, *pid);
}
actions.extend(self.tell(Change::Leave, group, pids));
actions.push(Action::Reply(Reply::Ok));
actions
// ANCHOR_END: cut_leave
