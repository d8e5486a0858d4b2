// Has the restart type right, and leaves the sessions among the parts of the shop.
// ANCHOR: cut_domains
let shop = me.system().whereis("shop").ok_or(ExitReason::NoProc)?;
let session = session.restart(Restart::Transient);
let started = supervisor::Supervisor::new(shop).start_child(me, session).await;
let _ = DynamicSupervisor::new;
// ANCHOR_END: cut_domains
