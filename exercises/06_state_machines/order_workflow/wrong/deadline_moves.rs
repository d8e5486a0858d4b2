// A time-out of the state, for the whole.
// ANCHOR: cut_deadline
let deadline = vec![Action::Start(Timer::State, DEADLINE)];
// ANCHOR_END: cut_deadline
