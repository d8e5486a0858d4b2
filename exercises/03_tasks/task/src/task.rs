//! The side of the owner: it starts a task, and asks for the result with `wait` or `yield_within`.
//!
//! A task sends at most two letters: its reply and its `DOWN`. Both carry the reference of the owner's monitor.
//! Whoever has one of them in hand knows the outcome, and sees to it that the other never comes.
//!
//! Differs: the BEAM wraps the reason of an owner that ends in `await` as `{Reason, {'Elixir.Task', await, Args}}`.
//! Source: Elixir, `Task`. Chapter: `tasks`.

use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use process::{Context, Down, Envelope, ExitReason, Flush, Message, Pid, Ref};

use crate::work::{Order, Reply, run};

/// How long `await` and `yield` wait in Elixir, unless they are told otherwise.
pub const TIMEOUT: Duration = Duration::from_secs(5);

/// A task that was started and has not been waited for yet.
///
/// Dropping it stops nothing: the task works on, and its letters stay in the mailbox of the owner.
#[derive(Debug)]
pub struct Task<T> {
    pub(crate) pid: Pid,
    /// The owner's monitor of the task. The reply carries it too.
    pub(crate) reference: Ref,
    owner: Pid,
    result: PhantomData<fn() -> T>,
}

/// Starts a task that shares its owner's fate: `Task.async`. A crash of one ends the other.
#[track_caller]
pub fn start<T: Message>(me: &Context, work: impl Future<Output = T> + Send + 'static) -> Task<T> {
    let owner = me.pid();
    // TODO start: a linked process whose body is `run(task, owner, work)`; make a `Task::of` it
    let _ = (me, Task::<T>::of, move |task| run(task, owner, work));
    todo!("start: a linked process that runs the work")
}

/// Starts a task whose crash leaves its owner alone: `Task.Supervisor.async_nolink`.
#[track_caller]
pub fn start_nolink<T: Message>(me: &Context, work: impl Future<Output = T> + Send + 'static) -> Task<T> {
    let owner = me.pid();
    // TODO start: the same, without the link
    let _ = (me, owner, work);
    todo!("start: the same, without the link")
}

impl<T: Message> Task<T> {
    /// Makes a task of a process that runs [`run`] for this owner: watches it, then gives it its order.
    #[track_caller]
    pub fn of(me: &Context, pid: Pid) -> Self {
        // TODO start: monitor it, and send an `Order`. In which order, and with which reference?
        let _ = (pid, Order { owner: pid, reference: me.system().make_ref() }, PhantomData::<T>);
        todo!("start: watch, then order")
    }

    /// The process of the task.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Whether a letter in the owner's mailbox is the reply or the `DOWN` of this task.
    #[must_use]
    pub fn concerns(&self, letter: &Envelope) -> bool {
        // TODO wait: look into the letter: is it a `Reply<T>` or a `Down`, and of this task?
        let _ = (letter.peek::<Reply<T>>(), letter.peek::<Down>());
        todo!("wait: which letters are of this task")
    }

    /// What a letter that concerns this task says. Afterwards nothing of the task is left in the mailbox, nor will
    /// come: a server that takes all its letters in one place ends a task with this.
    ///
    /// # Errors
    /// The reason of a task that ended before it had a result.
    pub fn outcome(&self, me: &mut Context, letter: Envelope) -> Result<T, ExitReason> {
        // TODO wait: `letter.open::<Reply<T>>()` gives the reply or the letter back. What else may come of a task that has replied?
        let _ = (me, letter, Flush::Yes);
        todo!("wait: the result or the reason")
    }

    /// Waits for the result: `Task.await`. A task that crashes or is late ends the *owner*: with the task's reason,
    /// or with `timeout`.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn wait(self, me: &mut Context, limit: Duration) -> T {
        // TODO wait: who may ask? Then `me.receive_where_timeout(…)` a letter that `concerns` us; `me.stop(…)` in two cases
        let _ = (me, limit, Self::concerns, Self::outcome);
        todo!("wait: the result, or the end of the owner")
    }

    /// Asks whether the result is there, and waits for `limit` at most: `Task.yield`. `None`: not yet; the task works
    /// on, and can be asked again.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn yield_within(&mut self, me: &mut Context, limit: Duration) -> Option<Result<T, ExitReason>> {
        // TODO ask: like `wait`, but nobody ends. What must not happen to the task when nothing came?
        let _ = (me, limit);
        todo!("ask: the outcome, if it is there in time")
    }

    /// Its letters go to the owner: nobody else can wait for them.
    #[track_caller]
    pub(crate) fn owned(&self, me: &Context) {
        assert!(self.owner == me.pid(), "a task must be queried from its owner, not from {}", me.pid());
    }
}
