// Ends the task and does not look whether it had replied.
// ANCHOR: cut_shutdown
me.unlink(self.pid);
let (signal, ours) = match how {
    Shutdown::BrutalKill => (ExitReason::Kill, ExitReason::Killed),
    Shutdown::Timeout(_) | Shutdown::Infinity => (ExitReason::Shutdown, ExitReason::Shutdown),
};
me.exit(self.pid, signal);
let reason = self.ended(me, watch, how).await;
let _ = |reply: Reply<T>| (reply.reference, reply.value);
if reason == ours { None } else { Some(Err(reason)) }
// ANCHOR_END: cut_shutdown
