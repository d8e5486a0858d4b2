// Notes who was there first, and nobody after that.
// ANCHOR: cut_start
(0..count).map(|number| partition(number, child(number), Arc::clone(table))).collect()
// ANCHOR_END: cut_start
// ANCHOR: cut_start
spec.restart(restart).shutdown(shutdown).kind(kind)
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let started: Result<Option<Pid>, ExitReason> = child.start(me).await;
let pid = started.map_err(StartError::Stop)?.ok_or(StartError::Ignore)?;
if table.find(number).is_none() {
    table.note(number, pid);
}
Ok(pid)
// ANCHOR_END: cut_start
