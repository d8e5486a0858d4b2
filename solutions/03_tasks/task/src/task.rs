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

// ANCHOR: task
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
// ANCHOR_END: task

// ANCHOR: start
/// Starts a task that shares its owner's fate: `Task.async`. A crash of one ends the other.
#[track_caller]
pub fn start<T: Message>(me: &Context, work: impl Future<Output = T> + Send + 'static) -> Task<T> {
    let owner = me.pid();
    // ANCHOR: cut_start
    let pid = me.spawn_link(move |task| run(task, owner, work));
    Task::of(me, pid)
    // ANCHOR_END: cut_start => // TODO start: a linked process whose body is `run(task, owner, work)`; make a `Task::of` it
    // ANCHOR_END: cut_start => let _ = (me, Task::<T>::of, move |task| run(task, owner, work));
    // ANCHOR_END: cut_start => todo!("start: a linked process that runs the work")
}

/// Starts a task whose crash leaves its owner alone: `Task.Supervisor.async_nolink`.
#[track_caller]
pub fn start_nolink<T: Message>(me: &Context, work: impl Future<Output = T> + Send + 'static) -> Task<T> {
    let owner = me.pid();
    // ANCHOR: cut_start
    let pid = me.spawn(move |task| run(task, owner, work));
    Task::of(me, pid)
    // ANCHOR_END: cut_start => // TODO start: the same, without the link
    // ANCHOR_END: cut_start => let _ = (me, owner, work);
    // ANCHOR_END: cut_start => todo!("start: the same, without the link")
}
// ANCHOR_END: start

impl<T: Message> Task<T> {
    // ANCHOR: of
    /// Makes a task of a process that runs [`run`] for this owner: watches it, then gives it its order.
    #[track_caller]
    pub fn of(me: &Context, pid: Pid) -> Self {
        // ANCHOR: cut_start
        let reference = me.monitor(pid);
        me.send(pid, Order { owner: me.pid(), reference });
        Self { pid, reference, owner: me.pid(), result: PhantomData }
        // ANCHOR_END: cut_start => // TODO start: monitor it, and send an `Order`. In which order, and with which reference?
        // ANCHOR_END: cut_start => let _ = (pid, Order { owner: pid, reference: me.system().make_ref() }, PhantomData::<T>);
        // ANCHOR_END: cut_start => todo!("start: watch, then order")
    }
    // ANCHOR_END: of

    /// The process of the task.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }

    // ANCHOR: concerns
    /// Whether a letter in the owner's mailbox is the reply or the `DOWN` of this task.
    #[must_use]
    pub fn concerns(&self, letter: &Envelope) -> bool {
        // ANCHOR: cut_wait
        let replied = letter.peek::<Reply<T>>().is_some_and(|reply| reply.reference == self.reference);
        let ended = letter.peek::<Down>().is_some_and(|down| down.reference == self.reference);
        replied || ended
        // ANCHOR_END: cut_wait => // TODO wait: look into the letter: is it a `Reply<T>` or a `Down`, and of this task?
        // ANCHOR_END: cut_wait => let _ = (letter.peek::<Reply<T>>(), letter.peek::<Down>());
        // ANCHOR_END: cut_wait => todo!("wait: which letters are of this task")
    }

    /// What a letter that concerns this task says. Afterwards nothing of the task is left in the mailbox, nor will
    /// come: a server that takes all its letters in one place ends a task with this.
    ///
    /// # Errors
    /// The reason of a task that ended before it had a result.
    pub fn outcome(&self, me: &mut Context, letter: Envelope) -> Result<T, ExitReason> {
        // ANCHOR: cut_wait
        match letter.open::<Reply<T>>() {
            Ok(reply) => {
                me.demonitor(self.reference, Flush::Yes);
                Ok(reply.value)
            }
            Err(letter) => {
                let down = letter.open::<Down>().expect("a letter of a task is its reply or its DOWN");
                Err(down.reason)
            }
        }
        // ANCHOR_END: cut_wait => // TODO wait: `letter.open::<Reply<T>>()` gives the reply or the letter back. What else may come of a task that has replied?
        // ANCHOR_END: cut_wait => let _ = (me, letter, Flush::Yes);
        // ANCHOR_END: cut_wait => todo!("wait: the result or the reason")
    }
    // ANCHOR_END: concerns

    // ANCHOR: wait
    /// Waits for the result: `Task.await`. A task that crashes or is late ends the *owner*: with the task's reason,
    /// or with `timeout`.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn wait(self, me: &mut Context, limit: Duration) -> T {
        // ANCHOR: cut_wait
        self.owned(me);
        match me.receive_where_timeout(limit, |letter| self.concerns(letter)).await {
            None => me.stop("timeout").await,
            Some(letter) => match self.outcome(me, letter) {
                Ok(value) => value,
                Err(reason) => me.stop(reason).await,
            },
        }
        // ANCHOR_END: cut_wait => // TODO wait: who may ask? Then `me.receive_where_timeout(…)` a letter that `concerns` us; `me.stop(…)` in two cases
        // ANCHOR_END: cut_wait => let _ = (me, limit, Self::concerns, Self::outcome);
        // ANCHOR_END: cut_wait => todo!("wait: the result, or the end of the owner")
    }
    // ANCHOR_END: wait

    // ANCHOR: yield
    /// Asks whether the result is there, and waits for `limit` at most: `Task.yield`. `None`: not yet; the task works
    /// on, and can be asked again.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn yield_within(&mut self, me: &mut Context, limit: Duration) -> Option<Result<T, ExitReason>> {
        // ANCHOR: cut_ask
        self.owned(me);
        let letter = me.receive_where_timeout(limit, |letter| self.concerns(letter)).await?;
        Some(self.outcome(me, letter))
        // ANCHOR_END: cut_ask => // TODO ask: like `wait`, but nobody ends. What must not happen to the task when nothing came?
        // ANCHOR_END: cut_ask => let _ = (me, limit);
        // ANCHOR_END: cut_ask => todo!("ask: the outcome, if it is there in time")
    }
    // ANCHOR_END: yield

    /// Its letters go to the owner: nobody else can wait for them.
    #[track_caller]
    pub(crate) fn owned(&self, me: &Context) {
        assert!(self.owner == me.pid(), "a task must be queried from its owner, not from {}", me.pid());
    }
}
