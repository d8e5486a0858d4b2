//! How work becomes a child: a specification says how to start it, once or as often as the supervisor likes.
//!
//! The start function of a specification runs inside the *supervisor's* process. What it needs of the caller has to be
//! taken along.

use std::sync::{Mutex, PoisonError};

use dynamic_supervisor::{ChildSpec, Restart};
use process::{Context, Ending};

/// In the list of a dynamic supervisor a child has no id; this one is never looked at.
const ID: &str = "task";

/// A child that may have several lives, each with a future of its own. Like every [`ChildSpec`] it is permanent, unless
/// it is told otherwise.
pub(crate) fn again<W, Fut>(work: W) -> ChildSpec
where
    W: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output: Ending> + Send + 'static,
{
    ChildSpec::process(ID, move |task: Context| {
        let work = work();
        async move {
            let _mailbox = task; // while it works, it hears exit signals
            work.await
        }
    })
}

// ANCHOR: once
/// A child with one life: the body of its process is used up by it. So it is temporary.
pub(crate) fn once<B, Fut>(body: B) -> ChildSpec
where
    B: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output: Ending> + Send + 'static,
{
    let body = Mutex::new(Some(body));
    let spec = ChildSpec::new(ID, move |supervisor| {
        let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
        let pid = supervisor.spawn_link(body.expect("a temporary child is started once"));
        Box::pin(async move { Ok(pid) })
    });
    spec.restart(Restart::Temporary)
}
// ANCHOR_END: once
