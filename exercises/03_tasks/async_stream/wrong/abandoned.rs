// Stops the timer and looks away: the task goes on.
// ANCHOR: cut_stop
let pid = self.task.pid();
silence(me, self.timer).await;
forget_link(me, pid).await;
// ANCHOR_END: cut_stop
