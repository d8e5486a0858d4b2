//! The smallest supervisor: one worker, started again when it crashes.
//!
//! It is linked with its worker and with its parent. From the worker, `EXIT` is news; from anybody else it is an
//! order to stop.
//!
//! Left out: restart intensity, strategies, more than one child. `supervisors` has them.
//! Source: OTP Design Principles, "Supervisor Behaviour". Chapter: `processes`.

use std::future::Future;

use process::{Context, Ending, Exit, ExitReason, Pid, TrapExit};

// ANCHOR: supervise
/// Starts a linked supervisor, which keeps a worker running until the worker ends in peace.
pub fn supervise<W, Fut>(me: &Context, worker: W) -> Pid
where
    W: Fn(Context) -> Fut + Send + 'static,
    Fut: Future<Output: Ending> + Send + 'static,
{
    me.spawn_link(move |mut boss| async move {
        // ANCHOR: cut_supervisor
        boss.trap_exit(TrapExit::Yes);
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
        // ANCHOR_END: cut_supervisor => // TODO supervisor: it dies with its worker instead of starting it again; and not every EXIT is a crash
        // ANCHOR_END: cut_supervisor => let _ = TrapExit::Yes;
        // ANCHOR_END: cut_supervisor => loop {
        // ANCHOR_END: cut_supervisor =>     let child = boss.spawn_link(&worker);
        // ANCHOR_END: cut_supervisor =>     let exit = boss.receive_if(|exit: &Exit| exit.from == child).await;
        // ANCHOR_END: cut_supervisor =>     if exit.reason == ExitReason::Shutdown {
        // ANCHOR_END: cut_supervisor =>         return exit.reason;
        // ANCHOR_END: cut_supervisor =>     }
        // ANCHOR_END: cut_supervisor => }
    })
}
// ANCHOR_END: supervise
