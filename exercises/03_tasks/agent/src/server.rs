//! The process behind an agent: it makes the state, then runs one function after the other.
//!
//! Only this process ever has the state. Functions come to it by letter and run *here*: a slow one keeps all others
//! waiting, and one that panics ends the agent.
//!
//! Source: Elixir, `Agent`; OTP, `proc_lib:start_link/3`.
//! Chapter: `tasks`.

use process::{Call, Context, Down, Envelope, ExitReason, Flush, Pid, Ref};

use crate::job::{Job, Stop};

/// Whether the agent shares the fate of the process that starts it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    Link,
    None,
}

/// The agent's word that its state is made.
#[derive(Debug)]
struct Started(Pid);

/// Whether a letter says how the start of this agent went.
fn concerns(letter: &Envelope, pid: Pid, monitor: Ref) -> bool {
    letter.peek::<Started>().is_some_and(|started| started.0 == pid)
        || letter.peek::<Down>().is_some_and(|down| down.reference == monitor)
}

/// Starts the process of an agent and waits until `init` has run, or has failed.
pub(crate) async fn start_process<S: Send + 'static>(
    me: &mut Context,
    tie: Tie,
    init: impl FnOnce() -> S + Send + 'static,
) -> Result<Pid, ExitReason> {
    let parent = me.pid();
    // TODO start: `me.spawn_monitor` a process that links itself with `parent` if `tie` says so, runs `init`,
    // sends `Started` to `parent` and goes on with `serve`. Then wait for a letter that `concerns` us.
    let _ = (tie == Tie::Link, init, parent, serve::<S>, Started(parent), concerns, Flush::Yes);
    todo!("start: a process that makes the state and serves it")
}

/// Runs the jobs that come, one at a time, until somebody says stop.
pub(crate) async fn serve<S: Send + 'static>(mut me: Context, mut state: S) -> ExitReason {
    loop {
        let letter = me.next().await;
        // TODO get_update: if the letter is a `Call<Job<S>>`, `run` the job with the state, `me.reply`, keep the
        // state it gives back, and `continue`; if not, go on with the letter
        let _ = (&mut state, Job::<S>::run);
        assert!(!letter.is::<Call<Job<S>>>(), "not yet implemented: get_update: run the job, answer");
        // TODO cast_stop: a bare `Job<S>` has nobody to answer to; `Stop` ends the loop with its reason
        let _ = letter.open::<Stop>().map(|stop| stop.0);
    }
}
