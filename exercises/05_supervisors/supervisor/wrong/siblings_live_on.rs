// Starts everybody again without ending who still runs.
// ANCHOR: cut_one_for_one
let _ = Self::end;
self.start(self.affected(at))
// ANCHOR_END: cut_one_for_one
// ANCHOR: cut_one_for_one
self.children[at].state = ChildState::Restarting;
vec![Action::TryAgain(id.clone())]
// ANCHOR_END: cut_one_for_one
