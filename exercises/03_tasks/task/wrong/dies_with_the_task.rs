// Keeps the link: the signal that ends the task comes back over it.
// ANCHOR: cut_shutdown
let (signal, ours) = match how {
    Shutdown::BrutalKill => (ExitReason::Kill, ExitReason::Killed),
    Shutdown::Timeout(_) | Shutdown::Infinity => (ExitReason::Shutdown, ExitReason::Shutdown),
};
me.exit(self.pid, signal);
let reason = self.ended(me, watch, how).await;
let reply = me.receive_if_timeout(Duration::ZERO, |reply: &Reply<T>| reply.reference == self.reference);
match reply.await {
    Some(reply) => Some(Ok(reply.value)),
    None if reason == ours => None,
    None => Some(Err(reason)),
}
// ANCHOR_END: cut_shutdown
