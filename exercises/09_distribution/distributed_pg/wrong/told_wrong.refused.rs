// A leave that was refused is told all the same.
// ANCHOR: cut_tell
let word = match &event {
    local::Event::JoinAsked { group, pids } => Some(Word::Join(group.clone(), pids.clone())),
    local::Event::LeaveAsked { group, pids } => Some(Word::Leave(pids.clone(), vec![group.clone()])),
    local::Event::MemberDown(pid) => Some(Word::Leave(vec![*pid], self.groups.groups_of(*pid).to_vec())),
    _ => None,
};
let done = local::step(&mut self.groups, event);
let mut actions: Vec<Action> = done.into_iter().map(Action::Here).collect();
actions.extend(word.iter().flat_map(|word| self.peers().map(|peer| Action::Tell(peer, word.clone()))));
actions
// ANCHOR_END: cut_tell
