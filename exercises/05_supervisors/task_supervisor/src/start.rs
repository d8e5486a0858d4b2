//! Three ways to start a task, that is, three sets of ties between owner, task and supervisor.
//!
//! The supervisor is linked with every task. Whether the owner watches it, and whether it is linked with it too, is what
//! the three differ in.
//!
//! Differs: where there is no room, `async` and `async_nolink` raise in Elixir; here they give an error.
//! Source: Elixir, `Task.Supervisor`. Chapter: `supervisors`.

use dynamic_supervisor::{DynamicError, Restart};
use process::{Context, Ending, Message, Pid};
use task::{Task, run};

use crate::TaskSupervisor;
use crate::body::{again, once};

impl TaskSupervisor {
    /// Starts a task that nobody waits for: `Task.Supervisor.start_child`. It does not end with this process, and this
    /// process hears nothing of it. In Elixir it is [`Restart::Temporary`] unless told otherwise.
    ///
    /// # Errors
    /// [`DynamicError::MaxChildren`].
    pub async fn start_child<W, Fut>(
        self,
        me: &mut Context,
        restart: Restart,
        work: W,
    ) -> Result<Pid, DynamicError>
    where
        W: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        // TODO start_child: a child made of `again(work)`, with its restart type; `self.take_on` starts it
        let _ = (me, restart, again::<W, Fut>, work, Self::take_on);
        todo!("start_child: a child of the supervisor")
    }

    /// Starts a task whose result is asked for, and whose crash leaves its owner alone.
    ///
    /// # Errors
    /// [`DynamicError::MaxChildren`].
    pub async fn async_nolink<T: Message>(
        self,
        me: &mut Context,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<Task<T>, DynamicError> {
        // TODO async_nolink: a child with one life, `once(…)`, whose body is `run(task, owner, work)`.
        // Who is its owner? Make a `Task::of` its pid
        let _ = (Task::<T>::of, once(|task| run(task, Pid::OUTSIDE, work)), me);
        todo!("async_nolink: a child that replies to us")
    }

    /// Starts a task whose result is asked for, and that is linked with its owner: `Task.Supervisor.async`. (`async` is
    /// a keyword in Rust.)
    ///
    /// # Errors
    /// [`DynamicError::MaxChildren`].
    pub async fn async_link<T: Message>(
        self,
        me: &mut Context,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<Task<T>, DynamicError> {
        // TODO async_link: the same, and one line more. Where does it stand?
        let _ = (me, work, Context::link);
        todo!("async_link: a child that is linked with us")
    }
}
