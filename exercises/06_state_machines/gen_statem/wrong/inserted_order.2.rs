// Behind all that wait.
// ANCHOR: cut_next_event
Action::NextEvent(word) => {
    let _ = &mut first;
    self.queue.push_back(Event::Internal(word));
}
// ANCHOR_END: cut_next_event
