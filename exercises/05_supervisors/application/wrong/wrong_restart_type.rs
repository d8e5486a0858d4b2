// A permanent session: whoever logs out is logged in again.
// ANCHOR: cut_domains
let sessions = me.system().whereis("sessions").ok_or(ExitReason::NoProc)?;
let started = DynamicSupervisor::new(sessions).start_child(me, session.restart(Restart::Permanent)).await;
// ANCHOR_END: cut_domains
