// Says stop and does not look whether it happens.
// ANCHOR: cut_cast_stop
me.send(self.pid, Job::new("cast", function));
// ANCHOR_END: cut_cast_stop
// ANCHOR: cut_cast_stop
let alive = me.system().is_alive(self.pid);
me.send(self.pid, Stop(reason));
let _ = |down: &Down| down.reason.clone();
if alive { Ok(()) } else { Err(ExitReason::NoProc) }
// ANCHOR_END: cut_cast_stop
