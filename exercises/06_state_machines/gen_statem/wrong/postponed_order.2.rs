// Behind the inserted events that wait still.
// ANCHOR: cut_postpone
if actions.iter().any(|action| matches!(action, Action::Postpone)) {
    self.postponed.push(event);
}
if changed {
    let inserted = self.queue.iter().take_while(|event| matches!(event, Event::Internal(_))).count();
    for (place, event) in (inserted..).zip(self.postponed.drain(..)) {
        self.queue.insert(place, event);
    }
}
// ANCHOR_END: cut_postpone
