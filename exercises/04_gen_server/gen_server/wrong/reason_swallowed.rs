// Ends with `normal`: the link says nothing of the failure.
// ANCHOR: cut_refuse
Ok(Init::Ignore) => {
    give_up(&me, starter, name, StartError::Ignore);
    ExitReason::Normal
}
Ok(Init::Stop(reason)) => {
    give_up(&me, starter, name, StartError::Stop(reason.clone()));
    let _ = reason;
    ExitReason::Normal
}
Err(panic) => {
    give_up(&me, starter, name, StartError::Stop(ExitReason::of_panic(&*panic)));
    resume_unwind(panic)
}
// ANCHOR_END: cut_refuse
