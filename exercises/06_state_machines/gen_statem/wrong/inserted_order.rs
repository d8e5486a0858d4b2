// Each to the very front: the last one inserted is handled first.
// ANCHOR: cut_next_event
Action::NextEvent(word) => {
    let _ = &mut first;
    self.queue.push_front(Event::Internal(word));
}
// ANCHOR_END: cut_next_event
