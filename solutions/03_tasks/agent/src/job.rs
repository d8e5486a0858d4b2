//! A function on its way to the agent, together with how its answer comes home.
//!
//! The function takes the state along and brings it back. So nobody else can touch the state meanwhile, and a
//! function that panics takes the state down with it: no half-changed state is left for the next one.
//!
//! Chapter: `tasks`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use process::{ExitReason, Message};

// ANCHOR: job
/// A function for a state `S`.
pub(crate) struct Job<S> {
    /// What it is called in traces.
    name: &'static str,
    function: Function<S>,
}

type Function<S> = Box<dyn FnOnce(S) -> Working<S> + Send>;
type Working<S> = Pin<Box<dyn Future<Output = (Answer, S)> + Send>>;

/// What a function gives. Its type is known to the caller alone; on the way it is any message.
pub(crate) type Answer = Box<dyn Message>;
// ANCHOR_END: job

/// The order to stop, when its turn comes.
#[derive(Debug)]
pub(crate) struct Stop(pub(crate) ExitReason);

impl<S: Send + 'static> Job<S> {
    /// A job that runs `function` on the state, where it is run.
    pub(crate) fn new<R: Message>(
        name: &'static str,
        function: impl FnOnce(&mut S) -> R + Send + 'static,
    ) -> Self {
        Self::waiting(name, |mut state| async move { (function(&mut state), state) })
    }

    /// A job whose function may wait.
    pub(crate) fn waiting<R, F, Fut>(name: &'static str, function: F) -> Self
    where
        R: Message,
        F: FnOnce(S) -> Fut + Send + 'static,
        Fut: Future<Output = (R, S)> + Send,
    {
        let function = |state| -> Working<S> {
            Box::pin(async move {
                let (answer, state) = function(state).await;
                (Box::new(answer) as Answer, state)
            })
        };
        Self { name, function: Box::new(function) }
    }

    /// Runs the function to its end.
    pub(crate) async fn run(self, state: S) -> (Answer, S) {
        (self.function)(state).await
    }
}

impl<S> fmt::Debug for Job<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
