// Goes to the first partition, whatever the key.
// ANCHOR: cut_spread
let _ = key.into();
let noproc = DynamicError::NoAnswer(CallError::Down(ExitReason::NoProc));
let pid = supervisors.pids().first().copied().ok_or(noproc)?;
DynamicSupervisor::new(pid).start_child(me, child).await
// ANCHOR_END: cut_spread
// ANCHOR: cut_spread
let mut active = 0;
for pid in supervisors.pids() {
    active += DynamicSupervisor::new(pid).count_children(me).await?.active;
}
Ok(active)
// ANCHOR_END: cut_spread
