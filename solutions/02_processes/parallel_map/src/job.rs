//! One job: a process that works on one item, and what its parent may hear of it.
//!
//! Two letters can come from a job: its answer, which carries the job's mark, and `DOWN` of the monitor. A job
//! that answers sends both, in this order; a job that crashes sends `DOWN` only.
//!
//! Source: Erlang Reference Manual, "Processes", "Monitors". Chapter: `processes`.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use process::{Context, Down, Envelope, ExitReason, Flush, Message, Pid, Ref};

// ANCHOR: job
/// A job that is running.
pub(crate) struct Job {
    worker: Pid,
    monitor: Ref,
    /// Made for this job alone: its answer carries it.
    mark: Ref,
}

/// What a worker sends home.
#[derive(Debug)]
struct Answer<T> {
    job: Ref,
    value: T,
}

/// Why there is no result for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Its worker ended with this reason before it had an answer.
    Crashed(ExitReason),
    /// Its worker was not ready in time and was stopped.
    Late,
}
// ANCHOR_END: job

// ANCHOR: start
/// Starts a process that works on one item and sends the answer to `me`.
pub(crate) fn start<I, T, W, Fut>(me: &Context, item: I, work: W) -> Job
where
    I: Send + 'static,
    T: Message,
    W: FnOnce(I) -> Fut + Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    let (parent, mark) = (me.pid(), me.system().make_ref());
    // ANCHOR: cut_side_by_side
    let (worker, monitor) = me.spawn_monitor(move |worker| async move {
        let value = work(item).await;
        worker.send(parent, Answer { job: mark, value });
    });
    Job { worker, monitor, mark }
    // ANCHOR_END: cut_side_by_side => // TODO side_by_side: `me.spawn_monitor` a process that works and sends an `Answer` to `parent`
    // ANCHOR_END: cut_side_by_side => let _ = (me, item, work, parent, mark);
    // ANCHOR_END: cut_side_by_side => todo!("side_by_side: start a process for this item")
}
// ANCHOR_END: start

// ANCHOR: concerns
/// Whether a letter in our mailbox says how this job went.
pub(crate) fn concerns<T: Message>(letter: &Envelope, job: &Job) -> bool {
    // ANCHOR: cut_order
    let answered = letter.peek::<Answer<T>>().is_some_and(|answer| answer.job == job.mark);
    // ANCHOR_END: cut_order => // TODO order: so far any answer will do. Whose must it be?
    // ANCHOR_END: cut_order => let answered = letter.is::<Answer<T>>();
    // ANCHOR: cut_crash
    let ended = letter.peek::<Down>().is_some_and(|down| down.reference == job.monitor);
    answered || ended
    // ANCHOR_END: cut_crash => // TODO crash: what else can come from a job?
    // ANCHOR_END: cut_crash => let _ = job;
    // ANCHOR_END: cut_crash => answered
}
// ANCHOR_END: concerns

// ANCHOR: outcome
/// What a letter that concerns a job says. Afterwards nothing of this job is left in the mailbox, nor will come.
pub(crate) fn outcome<T: Message>(me: &mut Context, job: &Job, letter: Envelope) -> Result<T, Failure> {
    // ANCHOR: cut_crash
    match letter.open::<Answer<T>>() {
        Ok(answer) => {
            me.demonitor(job.monitor, Flush::Yes);
            Ok(answer.value)
        }
        Err(letter) => {
            let down = letter.open::<Down>().expect("a letter of a job is an answer or DOWN");
            Err(Failure::Crashed(down.reason))
        }
    }
    // ANCHOR_END: cut_crash => // TODO crash: DOWN tells of a crash; and a worker that has answered ends too
    // ANCHOR_END: cut_crash => let _ = (me, job);
    // ANCHOR_END: cut_crash => let answer = letter.open::<Answer<T>>().expect("only answers concern us so far");
    // ANCHOR_END: cut_crash => Ok(answer.value)
}
// ANCHOR_END: outcome

// ANCHOR: give_up
/// Stops a job that is not ready. Afterwards nothing of this job is left in the mailbox, nor will come.
pub(crate) async fn give_up<T: Message>(me: &mut Context, job: &Job) -> Failure {
    // ANCHOR: cut_late
    me.exit(job.worker, ExitReason::Kill);
    // Signals of one process keep their order: after its DOWN no answer can come any more.
    me.receive_if(|down: &Down| down.reference == job.monitor).await;
    me.receive_if_timeout(Duration::ZERO, |answer: &Answer<T>| answer.job == job.mark).await;
    Failure::Late
    // ANCHOR_END: cut_late => // TODO late: stop the worker, and see to it that no letter of this job stays or comes
    // ANCHOR_END: cut_late => let _ = (me, job.worker, job.mark, Duration::ZERO);
    // ANCHOR_END: cut_late => todo!("late: give this job up")
}
// ANCHOR_END: give_up

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crashed(reason) => write!(f, "the worker ended: {reason}"),
            Self::Late => f.write_str("the worker was not ready in time"),
        }
    }
}

impl std::error::Error for Failure {}
