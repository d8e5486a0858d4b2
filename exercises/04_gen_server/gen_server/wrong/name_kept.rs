// The starter is told while the name is still taken.
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
let _ = name;
me.send(starter, Ack(Err(why)));
// ANCHOR_END: cut_refuse
