// A death is kept quiet.
// ANCHOR: cut_tell
let word = match &event {
    local::Event::JoinAsked { group, pids } => Some(Word::Join(group.clone(), pids.clone())),
    local::Event::LeaveAsked { group, pids } => Some(Word::Leave(pids.clone(), vec![group.clone()])),
    _ => None,
};
let done = local::step(&mut self.groups, event);
let refused = done.contains(&local::Action::Reply(local::Reply::NotJoined));
let told = word.filter(|_| !refused);
let mut actions: Vec<Action> = done.into_iter().map(Action::Here).collect();
actions.extend(told.iter().flat_map(|word| self.peers().map(|peer| Action::Tell(peer, word.clone()))));
actions
// ANCHOR_END: cut_tell
