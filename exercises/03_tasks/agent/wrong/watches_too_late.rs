// Says stop first, and watches afterwards.
// ANCHOR: cut_cast_stop
me.send(self.pid, Job::new("cast", function));
// ANCHOR_END: cut_cast_stop
// ANCHOR: cut_cast_stop
me.send(self.pid, Stop(reason.clone()));
let monitor = me.monitor(self.pid);
let down = me.receive_if(|down: &Down| down.reference == monitor).await;
if down.reason == reason { Ok(()) } else { Err(down.reason) }
// ANCHOR_END: cut_cast_stop
