// Says that the task is late, and lets it work on.
// ANCHOR: cut_timeout
let late = letter.peek::<Timeout<Late>>().is_some_and(|timeout| timeout.timer == self.timer);
ended || late
// ANCHOR_END: cut_timeout
// ANCHOR: cut_timeout
let result = if letter.is::<Timeout<Late>>() {
    if self.on_timeout == OnTimeout::Exit {
        me.stop("timeout").await;
    }
    let _ = Shutdown::BrutalKill;
    Err("timeout".into())
} else {
    silence(me, self.timer).await;
    self.task.outcome(me, letter)
};
// ANCHOR_END: cut_timeout
