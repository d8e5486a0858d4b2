// Makes the child once and copies it.
// ANCHOR: cut_start
let first = child(0);
(0..count).map(|number| partition(number, first.clone(), Arc::clone(table))).collect()
// ANCHOR_END: cut_start
// ANCHOR: cut_start
spec.restart(restart).shutdown(shutdown).kind(kind)
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let started: Result<Option<Pid>, ExitReason> = child.start(me).await;
let pid = started.map_err(StartError::Stop)?.ok_or(StartError::Ignore)?;
table.note(number, pid);
Ok(pid)
// ANCHOR_END: cut_start
