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

/// A task that works on one item.
pub(crate) struct Running<T> {
    /// Which item, counted from 0.
    pub(crate) number: usize,
    task: Task<T>,
    timer: TimerId,
    on_timeout: OnTimeout,
}

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

    /// Whether a letter in the caller's mailbox tells how it went.
    pub(crate) fn concerns(&self, letter: &Envelope) -> bool {
        let ended = self.task.concerns(letter);
        // TODO timeout: the letter of our own timer concerns us as well
        let _ = (self.timer, letter.peek::<Timeout<Late>>());
        ended
    }

    /// What a letter that concerns it says. Afterwards nothing of it is left in the mailbox, nor will come.
    pub(crate) async fn outcome(self, me: &mut Context, letter: Envelope) -> Result<T, ExitReason> {
        let pid = self.task.pid();
        // TODO timeout: is it the letter of the timer? And if not: what of the timer?
        let _ = (self.timer, silence, self.on_timeout, Shutdown::BrutalKill, OnTimeout::Exit);
        let result = self.task.outcome(me, letter);
        forget_link(me, pid).await;
        result
    }

    /// Ends it, whatever it has done so far. Nothing of it is left.
    pub(crate) async fn abandon(self, me: &mut Context) {
        // TODO stop: end the task, and its timer. What else can lie in the mailbox of a caller that traps exits?
        let _ = (me, self.timer);
        todo!("stop: end the task, and its timer")
    }
}

/// Stops a timer whose letter nobody has taken. If it has fired, the letter is here or on its way.
async fn silence(me: &mut Context, timer: TimerId) {
    if me.cancel_timer(timer).is_none() {
        me.receive_if(|timeout: &Timeout<Late>| timeout.timer == timer).await;
    }
}

/// Makes sure that no `EXIT` of this process is in the mailbox or will come. Only who traps exits gets one.
async fn forget_link(me: &mut Context, pid: Pid) {
    // TODO crash: for a caller that traps exits, every linked task that ends leaves an `Exit` behind
    let _ = (me, pid, Duration::ZERO, |exit: Exit| exit.from);
}
