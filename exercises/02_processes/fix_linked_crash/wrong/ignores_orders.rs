// Looks at the EXIT of its worker only.
// ANCHOR: cut_supervisor
boss.trap_exit(TrapExit::Yes);
let mut child = boss.spawn_link(&worker);
loop {
    let exit: Exit = boss.receive_if(|exit: &Exit| exit.from == child).await;
    if !exit.reason.is_abnormal() {
        return ExitReason::Normal;
    }
    child = boss.spawn_link(&worker);
}
// ANCHOR_END: cut_supervisor
