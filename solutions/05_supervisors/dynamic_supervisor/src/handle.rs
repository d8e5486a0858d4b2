//! What callers use.
//!
//! Source: Elixir, `DynamicSupervisor`. Chapter: `supervisors`.

use std::time::Duration;

use gen_server::{Options, Server, StartError};
use process::{CallError, Context, ExitReason, Pid};
use supervisor::{ChildKind, ChildSpec, Count, Shutdown};

use crate::event::DynamicError;
use crate::shell::{Question, Reply, Shell};
use crate::state::{ChildInfo, Flags};

/// A dynamic supervisor, as others see it.
#[derive(Clone, Copy, Debug)]
pub struct DynamicSupervisor(Server<Shell>);

/// Starts a dynamic supervisor that is linked with this process. It has no children yet.
///
/// # Errors
/// When its name is taken.
pub async fn start_link(
    me: &mut Context,
    flags: Flags,
    options: Options,
) -> Result<DynamicSupervisor, StartError> {
    gen_server::start_link::<Shell>(me, flags, options).await.map(DynamicSupervisor)
}

impl DynamicSupervisor {
    /// The dynamic supervisor that runs in this process. That it is one, the caller knows.
    #[must_use]
    pub fn new(pid: Pid) -> Self {
        Self(Server::new(pid))
    }

    /// The specification of a dynamic supervisor, as a child of another supervisor.
    #[must_use]
    pub fn child_spec(id: &str, flags: Flags, options: Options) -> ChildSpec {
        let spec = ChildSpec::new(id, move |me| {
            let options = options.clone();
            Box::pin(async move { Ok(start_link(me, flags, options).await?.pid()) })
        });
        spec.shutdown(Shutdown::Infinity).kind(ChildKind::Supervisor)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Starts a child. `None`: it said `ignore`. The id of the specification is not looked at.
    ///
    /// # Errors
    /// [`DynamicError::MaxChildren`], [`DynamicError::NotStarted`].
    pub async fn start_child(self, me: &mut Context, child: ChildSpec) -> Result<Option<Pid>, DynamicError> {
        self.please(me, Question::Start(child)).await
    }

    /// Ends a child for good, and waits until it has ended.
    ///
    /// # Errors
    /// [`DynamicError::NotFound`].
    pub async fn terminate_child(self, me: &mut Context, child: Pid) -> Result<(), DynamicError> {
        self.please(me, Question::Terminate(child)).await.map(drop)
    }

    /// All children.
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

    /// Ends the supervisor with this reason, all its children before it, and waits until that is done.
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

    async fn please(self, me: &mut Context, question: Question) -> Result<Option<Pid>, DynamicError> {
        match self.0.call_within(me, question, None).await.map_err(DynamicError::NoAnswer)? {
            Reply::Done(answer) => answer,
            other => unreachable!("a request is answered with what was done, not {other:?}"),
        }
    }
}
