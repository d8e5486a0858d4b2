// Tries again after every event that is not postponed itself.
// ANCHOR: cut_postpone
if actions.iter().any(|action| matches!(action, Action::Postpone)) {
    self.postponed.push(event);
} else {
    self.postponed.drain(..).rev().for_each(|event| self.queue.push_front(event));
}
// ANCHOR_END: cut_postpone
