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

// ANCHOR: start_process
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
    // ANCHOR: cut_start
    let (pid, monitor) = me.spawn_monitor(move |agent| async move {
        if tie == Tie::Link {
            agent.link(parent);
        }
        let state = init();
        agent.send(parent, Started(agent.pid()));
        serve(agent, state).await
    });
    match me.receive_where(|letter| concerns(letter, pid, monitor)).await.open::<Down>() {
        Ok(down) => Err(down.reason),
        Err(_started) => {
            me.demonitor(monitor, Flush::Yes);
            Ok(pid)
        }
    }
    // ANCHOR_END: cut_start => // TODO start: `me.spawn_monitor` a process that links itself with `parent` if `tie` says so, runs `init`,
    // ANCHOR_END: cut_start => // sends `Started` to `parent` and goes on with `serve`. Then wait for a letter that `concerns` us.
    // ANCHOR_END: cut_start => let _ = (tie == Tie::Link, init, parent, serve::<S>, Started(parent), concerns, Flush::Yes);
    // ANCHOR_END: cut_start => todo!("start: a process that makes the state and serves it")
}
// ANCHOR_END: start_process

// ANCHOR: serve
/// Runs the jobs that come, one at a time, until somebody says stop.
pub(crate) async fn serve<S: Send + 'static>(mut me: Context, mut state: S) -> ExitReason {
    loop {
        let letter = me.next().await;
        // ANCHOR: cut_get_update
        let letter = match letter.open::<Call<Job<S>>>() {
            Ok(Call { from, request }) => {
                let (answer, changed) = request.run(state).await;
                me.reply(from, answer);
                state = changed;
                continue;
            }
            Err(letter) => letter,
        };
        // ANCHOR_END: cut_get_update => // TODO get_update: if the letter is a `Call<Job<S>>`, `run` the job with the state, `me.reply`, keep the
        // ANCHOR_END: cut_get_update => // state it gives back, and `continue`; if not, go on with the letter
        // ANCHOR_END: cut_get_update => let _ = (&mut state, Job::<S>::run);
        // ANCHOR_END: cut_get_update => assert!(!letter.is::<Call<Job<S>>>(), "not yet implemented: get_update: run the job, answer");
        // ANCHOR: cut_cast_stop
        let letter = match letter.open::<Job<S>>() {
            Ok(job) => {
                (_, state) = job.run(state).await;
                continue;
            }
            Err(letter) => letter,
        };
        if let Ok(Stop(reason)) = letter.open() {
            return reason;
        }
        // ANCHOR_END: cut_cast_stop => // TODO cast_stop: a bare `Job<S>` has nobody to answer to; `Stop` ends the loop with its reason
        // ANCHOR_END: cut_cast_stop => let _ = letter.open::<Stop>().map(|stop| stop.0);
    }
}
// ANCHOR_END: serve
