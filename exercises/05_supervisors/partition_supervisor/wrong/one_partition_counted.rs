// Asks one partition and takes its children for all.
// ANCHOR: cut_spread
let noproc = DynamicError::NoAnswer(CallError::Down(ExitReason::NoProc));
let pid = supervisors.partition_for(key).ok_or(noproc)?;
DynamicSupervisor::new(pid).start_child(me, child).await
// ANCHOR_END: cut_spread
// ANCHOR: cut_spread
let first = supervisors.pids()[0];
Ok(DynamicSupervisor::new(first).count_children(me).await?.active)
// ANCHOR_END: cut_spread
