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

/// Starts a process that works on one item and sends the answer to `me`.
pub(crate) fn start<I, T, W, Fut>(me: &Context, item: I, work: W) -> Job
where
    I: Send + 'static,
    T: Message,
    W: FnOnce(I) -> Fut + Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    let (parent, mark) = (me.pid(), me.system().make_ref());
    // TODO side_by_side: `me.spawn_monitor` a process that works and sends an `Answer` to `parent`
    let _ = (me, item, work, parent, mark);
    todo!("side_by_side: start a process for this item")
}

/// Whether a letter in our mailbox says how this job went.
pub(crate) fn concerns<T: Message>(letter: &Envelope, job: &Job) -> bool {
    // TODO order: so far any answer will do. Whose must it be?
    let answered = letter.is::<Answer<T>>();
    // TODO crash: what else can come from a job?
    let _ = job;
    answered
}

/// What a letter that concerns a job says. Afterwards nothing of this job is left in the mailbox, nor will come.
pub(crate) fn outcome<T: Message>(me: &mut Context, job: &Job, letter: Envelope) -> Result<T, Failure> {
    // TODO crash: DOWN tells of a crash; and a worker that has answered ends too
    let _ = (me, job);
    let answer = letter.open::<Answer<T>>().expect("only answers concern us so far");
    Ok(answer.value)
}

/// Stops a job that is not ready. Afterwards nothing of this job is left in the mailbox, nor will come.
pub(crate) async fn give_up<T: Message>(me: &mut Context, job: &Job) -> Failure {
    // TODO late: stop the worker, and see to it that no letter of this job stays or comes
    let _ = (me, job.worker, job.mark, Duration::ZERO);
    todo!("late: give this job up")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crashed(reason) => write!(f, "the worker ended: {reason}"),
            Self::Late => f.write_str("the worker was not ready in time"),
        }
    }
}

impl std::error::Error for Failure {}
