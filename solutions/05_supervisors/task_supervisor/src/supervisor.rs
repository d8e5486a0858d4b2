//! A supervisor of tasks: a dynamic supervisor whose children are tasks.
//!
//! Two processes have to do with a task. The *owner* waits for its result; the *supervisor* is its parent, lists it and
//! ends it.
//!
//! Left out: `async_stream` under a supervisor (the crate `async_stream` shows the window), a `shutdown` for each task.
//! Source: Elixir, `Task.Supervisor`. Chapter: `supervisors`.

use std::time::Duration;

use dynamic_supervisor::{
    self as dynamic, ChildSpec, ChildState, DynamicError, DynamicSupervisor, Flags, Options, StartError,
};
use process::{CallError, Context, ExitReason, Pid};

/// A supervisor of tasks, as others see it.
#[derive(Clone, Copy, Debug)]
pub struct TaskSupervisor(DynamicSupervisor);

/// Starts a task supervisor that is linked with this process.
///
/// # Errors
/// When its name is taken.
pub async fn start_link(
    me: &mut Context,
    flags: Flags,
    options: Options,
) -> Result<TaskSupervisor, StartError> {
    dynamic::start_link(me, flags, options).await.map(TaskSupervisor)
}

impl TaskSupervisor {
    /// The task supervisor that runs in this process. That it is one, the caller knows.
    #[must_use]
    pub fn new(pid: Pid) -> Self {
        Self(DynamicSupervisor::new(pid))
    }

    /// The specification of a task supervisor, as a child of another supervisor.
    #[must_use]
    pub fn child_spec(id: &str, flags: Flags, options: Options) -> ChildSpec {
        DynamicSupervisor::child_spec(id, flags, options)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Ends a task, and waits until it has ended.
    ///
    /// # Errors
    /// [`DynamicError::NotFound`].
    pub async fn terminate_child(self, me: &mut Context, task: Pid) -> Result<(), DynamicError> {
        self.0.terminate_child(me, task).await
    }

    /// All tasks that run.
    ///
    /// # Errors
    /// When the supervisor does not answer.
    pub async fn children(self, me: &mut Context) -> Result<Vec<Pid>, CallError> {
        let children = self.0.which_children(me).await?;
        let running = children.into_iter().filter_map(|child| match child.state {
            ChildState::Running(pid) => Some(pid),
            ChildState::Restarting | ChildState::Undefined => None,
        });
        Ok(running.collect())
    }

    /// Ends the supervisor, all its tasks before it, and waits until that is done.
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

    /// Starts a child that is a process from its first moment.
    pub(crate) async fn take_on(self, me: &mut Context, child: ChildSpec) -> Result<Pid, DynamicError> {
        let pid = self.0.start_child(me, child).await?;
        Ok(pid.expect("only a start function of its own could say ignore"))
    }
}
