// The task was in time; its timer rings all the same.
// ANCHOR: cut_timeout
let late = letter.peek::<Timeout<Late>>().is_some_and(|timeout| timeout.timer == self.timer);
ended || late
// ANCHOR_END: cut_timeout
// ANCHOR: cut_timeout
let result = if letter.is::<Timeout<Late>>() {
    if self.on_timeout == OnTimeout::Exit {
        me.stop("timeout").await;
    }
    self.task.shutdown(me, Shutdown::BrutalKill).await;
    Err("timeout".into())
} else {
    let _ = silence;
    self.task.outcome(me, letter)
};
// ANCHOR_END: cut_timeout
