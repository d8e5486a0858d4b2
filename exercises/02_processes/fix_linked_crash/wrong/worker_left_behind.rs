// Trusts the link to stop the worker; a normal end does not.
// ANCHOR: cut_supervisor
boss.trap_exit(TrapExit::Yes);
let mut child = boss.spawn_link(&worker);
loop {
    let exit: Exit = boss.receive().await;
    if exit.from != child {
        return exit.reason;
    }
    if !exit.reason.is_abnormal() {
        return ExitReason::Normal;
    }
    child = boss.spawn_link(&worker);
}
// ANCHOR_END: cut_supervisor
