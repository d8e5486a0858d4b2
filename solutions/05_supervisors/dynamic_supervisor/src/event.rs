//! What a dynamic supervisor hears, and what it orders: the words between the core and the shell.

use std::fmt;

use process::{ExitReason, Pid};
use supervisor::{ChildSpec, Shutdown};

// ANCHOR: words
/// What has happened.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "which child, why it was started, and what came of it")]
pub enum Event {
    /// Somebody wants a child started.
    StartAsked(ChildSpec),
    /// Somebody wants a child ended.
    TerminateAsked(Pid),
    /// What [`Action::Start`] ordered is done; without a pid the child said `ignore`.
    Started { spec: ChildSpec, why: Why, pid: Option<Pid> },
    /// It has failed.
    NotStarted { spec: ChildSpec, why: Why, reason: ExitReason },
    /// A linked process has ended.
    Exited { pid: Pid, reason: ExitReason },
    /// [`Action::TryAgain`] has come back.
    TryAgain(Pid),
    /// The supervisor is about to end.
    Ending,
}

/// What the shell has to do now, in this order.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "which child, and how")]
pub enum Action {
    /// Start a child, and tell what came of it.
    Start { spec: ChildSpec, why: Why },
    /// Tell a child to end, and do not wait.
    Tell { pid: Pid, shutdown: Shutdown },
    /// Wait until a child that was told has ended; its grace runs since it was told.
    Await(Pid),
    /// Send yourself a message that comes back as [`Event::TryAgain`], after all that wait already.
    TryAgain(Pid),
    /// Answer the question.
    Reply(Result<Option<Pid>, DynamicError>),
    /// Give up: end with this reason.
    Stop(ExitReason),
}

/// On whose behalf a child is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "who it was, and how often it has been restarted")]
pub enum Why {
    /// Somebody asked.
    Asked,
    /// It takes the place of one that has ended.
    Restart { instead_of: Pid, restarts: u32 },
}
// ANCHOR_END: words

/// Why a dynamic supervisor does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DynamicError {
    /// There is no room for one more.
    MaxChildren,
    /// The child did not start, for this reason.
    NotStarted(ExitReason),
    /// There is no such child.
    NotFound,
    /// The supervisor itself did not answer.
    NoAnswer(process::CallError),
}

impl fmt::Display for DynamicError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MaxChildren => f.write_str("max_children"),
            Self::NotStarted(reason) => write!(f, "{reason}"),
            Self::NotFound => f.write_str("not_found"),
            Self::NoAnswer(error) => write!(f, "the supervisor did not answer: {error}"),
        }
    }
}

impl std::error::Error for DynamicError {}
