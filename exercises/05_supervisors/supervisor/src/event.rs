//! What a supervisor hears, and what it orders: the words between the core and the shell.
//!
//! Events are facts; actions are orders, carried out in the order given, each to its end before the next.

use std::fmt;

use process::{ExitReason, Pid};

use crate::spec::{ChildId, ChildSpec, Shutdown};

/// What has happened.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "which child, which process, and why")]
pub enum Event {
    /// The supervisor begins.
    Begun,
    /// A child has started; without a pid it said `ignore`.
    Started { id: ChildId, pid: Option<Pid> },
    /// A child could not start.
    NotStarted { id: ChildId, reason: ExitReason },
    /// A linked process has ended.
    Exited { pid: Pid, reason: ExitReason },
    /// [`Action::TryAgain`] has come back.
    TryAgain { id: ChildId },
    /// Somebody asks for something.
    Asked(Request),
    /// The supervisor is about to end.
    Ending,
}

/// What the shell has to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "which child, which process, and how")]
pub enum Action {
    /// Start a child. If that fails, the rest of this list is void.
    Start(ChildId),
    /// End a child in this way, and wait for its end.
    End { id: ChildId, pid: Pid, shutdown: Shutdown },
    /// Send yourself a message that comes back as [`Event::TryAgain`], after all that wait already.
    TryAgain(ChildId),
    /// Answer the question.
    Reply(Result<Option<Pid>, ChildError>),
    /// Give up: end with this reason.
    Stop(ExitReason),
}

/// What can be asked of a supervisor.
#[derive(Clone, Debug)]
pub enum Request {
    /// Take this child on, and start it.
    Start(ChildSpec),
    /// End this child, and keep its specification.
    Terminate(ChildId),
    /// Start a child that has ended and was not forgotten.
    Restart(ChildId),
    /// Forget the specification of a child that has ended.
    Delete(ChildId),
}

/// Why a supervisor does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildError {
    /// There is a child with this id, and it runs.
    AlreadyStarted(Pid),
    /// There is a child with this id; it does not run.
    AlreadyPresent,
    /// The child runs.
    Running,
    /// The supervisor is trying to restart the child.
    Restarting,
    /// There is no such child.
    NotFound,
    /// The child did not start, for this reason.
    NotStarted(ExitReason),
    /// The supervisor itself did not answer.
    NoAnswer(process::CallError),
}

impl fmt::Display for ChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted(pid) => write!(f, "{{already_started, {pid}}}"),
            Self::AlreadyPresent => f.write_str("already_present"),
            Self::Running => f.write_str("running"),
            Self::Restarting => f.write_str("restarting"),
            Self::NotFound => f.write_str("not_found"),
            Self::NotStarted(reason) => write!(f, "{reason}"),
            Self::NoAnswer(error) => write!(f, "the supervisor did not answer: {error}"),
        }
    }
}

impl std::error::Error for ChildError {}
