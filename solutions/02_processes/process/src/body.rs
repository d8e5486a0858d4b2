//! The code of a process, seen from the kernel: a future that waits, returns or panics.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use exit_signals::ExitReason;

use crate::Ending;

// ANCHOR: poll_body
/// Runs the code of a process until it waits, returns or panics, and says why it ended. A panic does not leave
/// the process; `crashed` logs it and makes a reason of it.
pub(crate) fn poll_body<Fut>(
    body: Pin<&mut Fut>,
    cx: &mut Context<'_>,
    crashed: impl FnOnce(&(dyn Any + Send)) -> ExitReason,
) -> Poll<ExitReason>
where
    Fut: Future<Output: Ending>,
{
    // ANCHOR: cut_spawn
    match catch_unwind(AssertUnwindSafe(|| body.poll(cx))) {
        Ok(poll) => poll.map(Ending::reason),
        Err(panic) => Poll::Ready(crashed(&*panic)),
    }
    // ANCHOR_END: cut_spawn => // TODO: `catch_unwind(AssertUnwindSafe(|| …))` gives what the closure returns, or the panic
    // ANCHOR_END: cut_spawn => let _ = (body, cx, crashed, catch_unwind::<fn(), ()>, AssertUnwindSafe(()));
    // ANCHOR_END: cut_spawn => todo!("spawn: poll the code and say why it ended")
}
// ANCHOR_END: poll_body
