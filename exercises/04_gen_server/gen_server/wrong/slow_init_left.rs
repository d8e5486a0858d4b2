// Gives up, and leaves the slow process running.
// ANCHOR: cut_refuse
Ok(Init::Ignore) => {
    give_up(&me, starter, name, StartError::Ignore);
    ExitReason::Normal
}
Ok(Init::Stop(reason)) => {
    give_up(&me, starter, name, StartError::Stop(reason.clone()));
    reason
}
Err(panic) => {
    give_up(&me, starter, name, StartError::Stop(ExitReason::of_panic(&*panic)));
    resume_unwind(panic)
}
// ANCHOR_END: cut_refuse
// ANCHOR: cut_refuse
if let Some(name) = name {
    let _ = me.system().unregister(name);
}
me.send(starter, Ack(Err(why)));
// ANCHOR_END: cut_refuse
// ANCHOR: cut_refuse
let _ = flush;
me.demonitor(monitor, Flush::Yes);
Err(StartError::Timeout)
// ANCHOR_END: cut_refuse
