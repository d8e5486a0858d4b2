// Does not know the letter of its own timer.
// ANCHOR: cut_timeout
let _ = letter.peek::<Timeout<Late>>();
ended
// ANCHOR_END: cut_timeout
// ANCHOR: cut_timeout
let _ = (self.on_timeout, Shutdown::BrutalKill, OnTimeout::Exit);
silence(me, self.timer).await;
let result = self.task.outcome(me, letter);
// ANCHOR_END: cut_timeout
