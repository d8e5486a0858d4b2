// Restarts in a loop that its first crash ends.
// ANCHOR: cut_supervisor
let _ = TrapExit::Yes;
let mut child = boss.spawn_link(&worker);
loop {
    let exit: Exit = boss.receive().await;
    if exit.from != child {
        boss.exit(child, ExitReason::Shutdown); // an order to us; nobody may be left behind
        return exit.reason;
    }
    if !exit.reason.is_abnormal() {
        return ExitReason::Normal;
    }
    child = boss.spawn_link(&worker);
}
// ANCHOR_END: cut_supervisor
