// Takes every end for a crash.
// ANCHOR: cut_supervisor
boss.trap_exit(TrapExit::Yes);
let mut child = boss.spawn_link(&worker);
loop {
    let exit: Exit = boss.receive().await;
    if exit.from != child {
        boss.exit(child, ExitReason::Shutdown); // an order to us; nobody may be left behind
        return exit.reason;
    }
    child = boss.spawn_link(&worker);
}
// ANCHOR_END: cut_supervisor
