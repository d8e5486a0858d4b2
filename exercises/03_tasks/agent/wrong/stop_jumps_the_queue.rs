// Stops the process at once, whatever lies in its mailbox.
// ANCHOR: cut_cast_stop
me.send(self.pid, Job::new("cast", function));
// ANCHOR_END: cut_cast_stop
// ANCHOR: cut_cast_stop
let monitor = me.monitor(self.pid);
let _ = Stop(reason);
me.exit(self.pid, ExitReason::Shutdown);
let down = me.receive_if(|down: &Down| down.reference == monitor).await;
if down.reason == ExitReason::Shutdown { Ok(()) } else { Err(down.reason) }
// ANCHOR_END: cut_cast_stop
