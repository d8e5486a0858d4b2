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
    // ANCHOR: start_child
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
        // ANCHOR: cut_start_child
        self.take_on(me, again(work).restart(restart)).await
        // ANCHOR_END: cut_start_child => // TODO start_child: a child made of `again(work)`, with its restart type; `self.take_on` starts it
        // ANCHOR_END: cut_start_child => let _ = (me, restart, again::<W, Fut>, work, Self::take_on);
        // ANCHOR_END: cut_start_child => todo!("start_child: a child of the supervisor")
    }
    // ANCHOR_END: start_child

    // ANCHOR: async_nolink
    /// Starts a task whose result is asked for, and whose crash leaves its owner alone.
    ///
    /// # Errors
    /// [`DynamicError::MaxChildren`].
    pub async fn async_nolink<T: Message>(
        self,
        me: &mut Context,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<Task<T>, DynamicError> {
        // ANCHOR: cut_async_nolink
        let owner = me.pid();
        let pid = self.take_on(me, once(move |task| run(task, owner, work))).await?;
        Ok(Task::of(me, pid))
        // ANCHOR_END: cut_async_nolink => // TODO async_nolink: a child with one life, `once(…)`, whose body is `run(task, owner, work)`.
        // ANCHOR_END: cut_async_nolink => // Who is its owner? Make a `Task::of` its pid
        // ANCHOR_END: cut_async_nolink => let _ = (Task::<T>::of, once(|task| run(task, Pid::OUTSIDE, work)), me);
        // ANCHOR_END: cut_async_nolink => todo!("async_nolink: a child that replies to us")
    }
    // ANCHOR_END: async_nolink

    // ANCHOR: async_link
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
        // ANCHOR: cut_async_link
        let owner = me.pid();
        let pid = self.take_on(me, once(move |task| run(task, owner, work))).await?;
        me.link(pid);
        Ok(Task::of(me, pid))
        // ANCHOR_END: cut_async_link => // TODO async_link: the same, and one line more. Where does it stand?
        // ANCHOR_END: cut_async_link => let _ = (me, work, Context::link);
        // ANCHOR_END: cut_async_link => todo!("async_link: a child that is linked with us")
    }
    // ANCHOR_END: async_link
}
