// Takes over what is there, and leaves no bell when nothing is.
// verdict: deadlocked
// ANCHOR: cut_receive
let _ = bell;
std::mem::swap(&mut self.queue, batch);
// ANCHOR_END: cut_receive
