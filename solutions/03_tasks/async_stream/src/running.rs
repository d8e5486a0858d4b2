//! One task that is running, with its time limit.
//!
//! Three letters can come of it: its reply, its `DOWN`, and the letter of its timer. For a caller that traps exits
//! there is a fourth, `EXIT`. Whichever tells the result first, the others must not stay behind.
//!
//! Source: Elixir, `Task.Supervised`. Chapter: `tasks`.

use std::future::Future;
use std::time::Duration;

use process::{Context, Envelope, Exit, ExitReason, Message, Pid, Timeout, TimerId};
use task::{Shutdown, Task, start, start_nolink};

use crate::options::{OnTimeout, Options};

/// What the timer of a task sends.
#[derive(Debug)]
struct Late;

/// Whether the tasks are linked with the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Yes,
    No,
}

// ANCHOR: running
/// A task that works on one item.
pub(crate) struct Running<T> {
    /// Which item, counted from 0.
    pub(crate) number: usize,
    task: Task<T>,
    timer: TimerId,
    on_timeout: OnTimeout,
}
// ANCHOR_END: running

impl<T: Message> Running<T> {
    /// Starts a task and its timer.
    pub(crate) fn start(
        me: &Context,
        number: usize,
        link: Link,
        options: Options,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Self {
        let task = match link {
            Link::Yes => start(me, work),
            Link::No => start_nolink(me, work),
        };
        let timer = me.start_timer(options.timeout, me.pid(), Late);
        Self { number, task, timer, on_timeout: options.on_timeout }
    }

    // ANCHOR: concerns
    /// Whether a letter in the caller's mailbox tells how it went.
    pub(crate) fn concerns(&self, letter: &Envelope) -> bool {
        let ended = self.task.concerns(letter);
        // ANCHOR: cut_timeout
        let late = letter.peek::<Timeout<Late>>().is_some_and(|timeout| timeout.timer == self.timer);
        ended || late
        // ANCHOR_END: cut_timeout => // TODO timeout: the letter of our own timer concerns us as well
        // ANCHOR_END: cut_timeout => let _ = (self.timer, letter.peek::<Timeout<Late>>());
        // ANCHOR_END: cut_timeout => ended
    }
    // ANCHOR_END: concerns

    // ANCHOR: outcome
    /// What a letter that concerns it says. Afterwards nothing of it is left in the mailbox, nor will come.
    pub(crate) async fn outcome(self, me: &mut Context, letter: Envelope) -> Result<T, ExitReason> {
        let pid = self.task.pid();
        // ANCHOR: cut_timeout
        let result = if letter.is::<Timeout<Late>>() {
            if self.on_timeout == OnTimeout::Exit {
                me.stop("timeout").await;
            }
            self.task.shutdown(me, Shutdown::BrutalKill).await;
            Err("timeout".into())
        } else {
            silence(me, self.timer).await;
            self.task.outcome(me, letter)
        };
        // ANCHOR_END: cut_timeout => // TODO timeout: is it the letter of the timer? And if not: what of the timer?
        // ANCHOR_END: cut_timeout => let _ = (self.timer, silence, self.on_timeout, Shutdown::BrutalKill, OnTimeout::Exit);
        // ANCHOR_END: cut_timeout => let result = self.task.outcome(me, letter);
        forget_link(me, pid).await;
        result
    }
    // ANCHOR_END: outcome

    // ANCHOR: abandon
    /// Ends it, whatever it has done so far. Nothing of it is left.
    pub(crate) async fn abandon(self, me: &mut Context) {
        // ANCHOR: cut_stop
        let pid = self.task.pid();
        silence(me, self.timer).await;
        self.task.shutdown(me, Shutdown::BrutalKill).await;
        forget_link(me, pid).await;
        // ANCHOR_END: cut_stop => // TODO stop: end the task, and its timer. What else can lie in the mailbox of a caller that traps exits?
        // ANCHOR_END: cut_stop => let _ = (me, self.timer);
        // ANCHOR_END: cut_stop => todo!("stop: end the task, and its timer")
    }
    // ANCHOR_END: abandon
}

/// Stops a timer whose letter nobody has taken. If it has fired, the letter is here or on its way.
async fn silence(me: &mut Context, timer: TimerId) {
    if me.cancel_timer(timer).is_none() {
        me.receive_if(|timeout: &Timeout<Late>| timeout.timer == timer).await;
    }
}

// ANCHOR: forget_link
/// Makes sure that no `EXIT` of this process is in the mailbox or will come. Only who traps exits gets one.
async fn forget_link(me: &mut Context, pid: Pid) {
    // ANCHOR: cut_crash
    me.unlink(pid);
    me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == pid).await;
    // ANCHOR_END: cut_crash => // TODO crash: for a caller that traps exits, every linked task that ends leaves an `Exit` behind
    // ANCHOR_END: cut_crash => let _ = (me, pid, Duration::ZERO, |exit: Exit| exit.from);
}
// ANCHOR_END: forget_link
