// To the front, one after the other: the oldest ends up last.
// ANCHOR: cut_postpone
if actions.iter().any(|action| matches!(action, Action::Postpone)) {
    self.postponed.push(event);
}
if changed {
    self.postponed.drain(..).for_each(|event| self.queue.push_front(event));
}
// ANCHOR_END: cut_postpone
