//! A parent has a number worked out by another process, and must outlive it.
//!
//! An exit signal ends a process before any pattern is looked at. So the crash has to become a *letter* first:
//! `EXIT` for one who traps exits, `DOWN` for one who monitors.
//!
//! Source: Erlang Reference Manual, "Processes", "Error Handling". Chapter: `processes`.

use std::future::Future;

use process::{Context, Down, Envelope, Exit, ExitReason, Flush, Pid, TrapExit};

/// What a worker sends home.
#[derive(Debug)]
struct Answer(u32);

/// What the worker does, and nothing else: the number, or its end.
async fn work(me: Context, parent: Pid, number: impl Future<Output = u32> + Send + 'static) {
    let number = number.await;
    me.send(parent, Answer(number));
}

/// Whether this is the answer of this worker.
fn is_answer(letter: &Envelope, worker: Pid) -> bool {
    letter.from() == worker && letter.is::<Answer>()
}

// ANCHOR: trapping
/// Asks a linked worker. The caller traps exits while it waits, and is left as it was: its setting and its mailbox.
pub async fn ask_trapping(
    me: &mut Context,
    number: impl Future<Output = u32> + Send + 'static,
) -> Result<u32, ExitReason> {
    let parent = me.pid();
    // ANCHOR: cut_trap
    let before = me.trap_exit(TrapExit::Yes);
    let worker = me.spawn_link(move |worker| work(worker, parent, number));
    let is_exit = |exit: &Exit| exit.from == worker;
    let letter =
        me.receive_where(|letter| is_answer(letter, worker) || letter.peek().is_some_and(is_exit)).await;
    let result = match letter.open::<Answer>() {
        Ok(Answer(number)) => {
            me.receive_if(is_exit).await; // a worker that has answered ends too, and now that is a letter
            Ok(number)
        }
        Err(letter) => Err(letter.open::<Exit>().expect("no answer, so it is EXIT").reason),
    };
    me.trap_exit(before);
    result
    // ANCHOR_END: cut_trap => let worker = me.spawn_link(move |worker| work(worker, parent, number));
    // ANCHOR_END: cut_trap => let is_exit = |exit: &Exit| exit.from == worker;
    // ANCHOR_END: cut_trap => let letter = me
    // ANCHOR_END: cut_trap =>     .receive_where(|letter| is_answer(letter, worker) || letter.peek().is_some_and(is_exit))
    // ANCHOR_END: cut_trap =>     .await;
    // ANCHOR_END: cut_trap => // TODO trap: a crash is matched here, and still the caller dies. Which line is missing?
    // ANCHOR_END: cut_trap => match letter.open::<Answer>() {
    // ANCHOR_END: cut_trap =>     Ok(Answer(number)) => Ok(number),
    // ANCHOR_END: cut_trap =>     Err(letter) => Err(letter.open::<Exit>().expect("no answer, so it is EXIT").reason),
    // ANCHOR_END: cut_trap => }
}
// ANCHOR_END: trapping

// ANCHOR: monitoring
/// Asks a worker that is not linked. The caller goes on obeying its own exit signals.
pub async fn ask_monitoring(
    me: &mut Context,
    number: impl Future<Output = u32> + Send + 'static,
) -> Result<u32, ExitReason> {
    let parent = me.pid();
    // ANCHOR: cut_monitor
    let (worker, monitor) = me.spawn_monitor(move |worker| work(worker, parent, number));
    // ANCHOR_END: cut_monitor => // TODO monitor: the caller watches its worker, and still dies with it. Why?
    // ANCHOR_END: cut_monitor => let worker = me.spawn_link(move |worker| work(worker, parent, number));
    // ANCHOR_END: cut_monitor => let monitor = me.monitor(worker);
    let is_down = |down: &Down| down.reference == monitor;
    let letter =
        me.receive_where(|letter| is_answer(letter, worker) || letter.peek().is_some_and(is_down)).await;
    match letter.open::<Answer>() {
        Ok(Answer(number)) => {
            // ANCHOR: cut_monitor
            me.demonitor(monitor, Flush::Yes);
            // ANCHOR_END: cut_monitor => let _ = Flush::Yes; // TODO monitor: what is still on its way when the answer is here?
            Ok(number)
        }
        Err(letter) => Err(letter.open::<Down>().expect("no answer, so it is DOWN").reason),
    }
}
// ANCHOR_END: monitoring
