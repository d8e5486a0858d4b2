//! What callers use: start a supervisor, ask it about its children, change them.
//!
//! Source: OTP, `supervisor`; Elixir, `Supervisor`. Chapter: `supervisors`.

use std::time::Duration;

use gen_server::{Options, Server, StartError};
use process::{CallError, Context, ExitReason, Pid};

use crate::event::{ChildError, Request};
use crate::rules::Flags;
use crate::shell::{Question, Reply, Shell};
use crate::spec::ChildSpec;
use crate::state::{ChildInfo, Count};

/// A supervisor, as others see it.
#[derive(Clone, Copy, Debug)]
pub struct Supervisor(Server<Shell>);

/// Starts a supervisor that is linked with this process, and its children, one after another.
///
/// # Errors
/// [`StartError::Stop`] with `{shutdown, {failed_to_start_child, Id, Reason}}` when a child did not start; those that
/// had started before have been ended again, in reverse order. This process then also gets the exit signal.
pub async fn start_link(
    me: &mut Context,
    children: Vec<ChildSpec>,
    flags: Flags,
    options: Options,
) -> Result<Supervisor, StartError> {
    gen_server::start_link::<Shell>(me, (flags, children), options).await.map(Supervisor)
}

impl Supervisor {
    /// The supervisor that runs in this process. That it is one, the caller knows.
    #[must_use]
    pub fn new(pid: Pid) -> Self {
        Self(Server::new(pid))
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Takes a child on, as the last one, and starts it. `None`: it said `ignore`.
    ///
    /// # Errors
    /// [`ChildError::AlreadyStarted`], [`ChildError::AlreadyPresent`]: nothing was changed.
    /// [`ChildError::NotStarted`]: the child was not taken on.
    pub async fn start_child(self, me: &mut Context, child: ChildSpec) -> Result<Option<Pid>, ChildError> {
        self.please(me, Request::Start(child)).await
    }

    /// Ends a child and keeps its specification, unless it is temporary.
    ///
    /// # Errors
    /// [`ChildError::NotFound`].
    pub async fn terminate_child(self, me: &mut Context, id: &str) -> Result<(), ChildError> {
        self.please(me, Request::Terminate(id.into())).await.map(drop)
    }

    /// Starts a child that has ended and was not forgotten, in its place. `None`: it said `ignore`.
    ///
    /// # Errors
    /// [`ChildError::Running`], [`ChildError::Restarting`], [`ChildError::NotFound`], [`ChildError::NotStarted`].
    pub async fn restart_child(self, me: &mut Context, id: &str) -> Result<Option<Pid>, ChildError> {
        self.please(me, Request::Restart(id.into())).await
    }

    /// Forgets a child that has ended.
    ///
    /// # Errors
    /// [`ChildError::Running`], [`ChildError::Restarting`], [`ChildError::NotFound`].
    pub async fn delete_child(self, me: &mut Context, id: &str) -> Result<(), ChildError> {
        self.please(me, Request::Delete(id.into())).await.map(drop)
    }

    /// All children, the youngest first.
    ///
    /// # Errors
    /// When the supervisor does not answer.
    pub async fn which_children(self, me: &mut Context) -> Result<Vec<ChildInfo>, CallError> {
        match self.0.call_within(me, Question::Which, None).await? {
            Reply::Children(children) => Ok(children),
            other => unreachable!("which_children is answered with children, not {other:?}"),
        }
    }

    /// How many children there are.
    ///
    /// # Errors
    /// When the supervisor does not answer.
    pub async fn count_children(self, me: &mut Context) -> Result<Count, CallError> {
        match self.0.call_within(me, Question::Count, None).await? {
            Reply::Count(count) => Ok(count),
            other => unreachable!("count_children is answered with a count, not {other:?}"),
        }
    }

    /// Ends the supervisor with this reason, its children before it in reverse order, and waits until that is done.
    ///
    /// # Errors
    /// The reason with which it ended, if it was another one; `noproc` if there was no such process; `timeout` after
    /// `limit`.
    pub async fn stop(
        self,
        me: &mut Context,
        reason: ExitReason,
        limit: Option<Duration>,
    ) -> Result<(), ExitReason> {
        self.0.stop(me, reason, limit).await
    }

    async fn please(self, me: &mut Context, request: Request) -> Result<Option<Pid>, ChildError> {
        let question = Question::Please(request);
        match self.0.call_within(me, question, None).await.map_err(ChildError::NoAnswer)? {
            Reply::Done(answer) => answer,
            other => unreachable!("a request is answered with what was done, not {other:?}"),
        }
    }
}
