// Forgets what the child was: every partition is a permanent worker.
// ANCHOR: cut_start
(0..count).map(|number| partition(number, child(number), Arc::clone(table))).collect()
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let _ = (restart, shutdown, kind);
spec
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let started: Result<Option<Pid>, ExitReason> = child.start(me).await;
let pid = started.map_err(StartError::Stop)?.ok_or(StartError::Ignore)?;
table.note(number, pid);
Ok(pid)
// ANCHOR_END: cut_start
