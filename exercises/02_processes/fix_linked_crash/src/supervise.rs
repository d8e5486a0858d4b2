//! The smallest supervisor: one worker, started again when it crashes.
//!
//! It is linked with its worker and with its parent. From the worker, `EXIT` is news; from anybody else it is an
//! order to stop.
//!
//! Left out: restart intensity, strategies, more than one child. `supervisors` has them.
//! Source: OTP Design Principles, "Supervisor Behaviour". Chapter: `processes`.

use std::future::Future;

use process::{Context, Ending, Exit, ExitReason, Pid, TrapExit};

/// Starts a linked supervisor, which keeps a worker running until the worker ends in peace.
pub fn supervise<W, Fut>(me: &Context, worker: W) -> Pid
where
    W: Fn(Context) -> Fut + Send + 'static,
    Fut: Future<Output: Ending> + Send + 'static,
{
    me.spawn_link(move |mut boss| async move {
        // TODO supervisor: it dies with its worker instead of starting it again; and not every EXIT is a crash
        let _ = TrapExit::Yes;
        loop {
            let child = boss.spawn_link(&worker);
            let exit = boss.receive_if(|exit: &Exit| exit.from == child).await;
            if exit.reason == ExitReason::Shutdown {
                return exit.reason;
            }
        }
    })
}
