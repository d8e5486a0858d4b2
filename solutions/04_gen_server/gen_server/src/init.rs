//! The first moments of a server: its name, `init`, and the one word to whoever has started it.
//!
//! The new process says how `init` went, or it ends; the starter waits for whichever comes. Afterwards nothing of a
//! failed start is left: no name, no process, no letter.
//!
//! Source: OTP, `gen_server:init_it/6`, `proc_lib:init_ack/2`. Chapter: `gen_server`.

use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt;
use process::{Context, Down, Envelope, Exit, ExitReason, Flush, Pid, Ref};

use crate::behaviour::{GenServer, Init};
use crate::client::Server;
use crate::serve::serve;
use crate::start::{StartError, not_taken};

// ANCHOR: live
/// The word of the new process on how `init` went.
pub(crate) struct Ack(pub(crate) Result<(), StartError>);

/// The life of a server: its name, `init`, the word to the starter, the loop.
pub(crate) async fn live<S: GenServer>(
    mut me: Context,
    starter: Pid,
    parent: Option<Pid>,
    name: Option<String>,
    args: S::Args,
) -> ExitReason {
    let name = name.as_deref();
    if name.is_some_and(|name| me.register(name).is_err()) {
        let taken = not_taken(&me, name).err(); // somebody was faster than we since the starter looked
        me.send(starter, Ack(Err(taken.unwrap_or(StartError::Stop("badarg".into())))));
        return ExitReason::Normal;
    }
    match AssertUnwindSafe(S::init(args, &mut me)).catch_unwind().await {
        // ANCHOR: cut_refuse
        Ok(Init::Ignore) => {
            give_up(&me, starter, name, StartError::Ignore);
            ExitReason::Normal
        }
        Ok(Init::Stop(reason)) => {
            give_up(&me, starter, name, StartError::Stop(reason.clone()));
            reason
        }
        Err(panic) => {
            give_up(&me, starter, name, StartError::Stop(ExitReason::of_panic(&*panic)));
            resume_unwind(panic)
        }
        // ANCHOR_END: cut_refuse => // TODO refuse: the starter hears why (`give_up`), and the process ends with its reason
        // ANCHOR_END: cut_refuse => Ok(Init::Ignore) => todo!("refuse: init says ignore, {}", StartError::Ignore),
        // ANCHOR_END: cut_refuse => Ok(Init::Stop(reason)) => todo!("refuse: init says stop, {reason}"),
        // ANCHOR_END: cut_refuse => Err(panic) => {
        // ANCHOR_END: cut_refuse =>     let _ = (ExitReason::of_panic(&*panic), give_up);
        // ANCHOR_END: cut_refuse =>     resume_unwind(panic)
        // ANCHOR_END: cut_refuse => }
        Ok(Init::Ok(state, next)) => {
            // ANCHOR: cut_start
            me.send(starter, Ack(Ok(())));
            serve(state, next, parent, me).await
            // ANCHOR_END: cut_start => // TODO start: the starter waits for an `Ack`; the messages of the clients wait for `serve`
            // ANCHOR_END: cut_start => let _ = (Ack(Ok(())), serve(state, next, parent, me));
            // ANCHOR_END: cut_start => todo!("start: report to {starter}, then serve")
        }
    }
}
// ANCHOR_END: live

// ANCHOR: give_up
/// Tells the starter why there is no server. It may want to try again at once, with the same name.
fn give_up(me: &Context, starter: Pid, name: Option<&str>, why: StartError) {
    // ANCHOR: cut_refuse
    if let Some(name) = name {
        let _ = me.system().unregister(name);
    }
    me.send(starter, Ack(Err(why)));
    // ANCHOR_END: cut_refuse => // TODO refuse: what must be so before the starter hears of it?
    // ANCHOR_END: cut_refuse => let _ = name;
    // ANCHOR_END: cut_refuse => me.send(starter, Ack(Err(why)));
}
// ANCHOR_END: give_up

// ANCHOR: started
/// Waits until it is known how the start went.
pub(crate) async fn started<S: GenServer>(
    me: &mut Context,
    pid: Pid,
    monitor: Ref,
    limit: Option<Duration>,
) -> Result<Server<S>, StartError> {
    match first_news(me, pid, monitor, limit).await.map(Envelope::open::<Ack>) {
        Some(Ok(Ack(word))) => {
            me.demonitor(monitor, Flush::Yes);
            word.map(|()| Server::new(pid))
        }
        Some(Err(letter)) => {
            flush(me, pid).await; // it was killed; with a link, that was told twice
            Err(StartError::Stop(letter.open().map_or(ExitReason::NoProc, |down: Down| down.reason)))
        }
        None => {
            // ANCHOR: cut_refuse
            me.unlink(pid);
            me.exit(pid, ExitReason::Kill);
            me.receive_if(|down: &Down| down.reference == monitor).await;
            flush(me, pid).await;
            Err(StartError::Timeout)
            // ANCHOR_END: cut_refuse => // TODO refuse: `init` is too slow: the new process has to go, and nothing of it may come
            // ANCHOR_END: cut_refuse => todo!("refuse: no word came in time")
        }
    }
}

/// The word of the new process, or `DOWN`; `None` when neither has come in time.
async fn first_news(me: &mut Context, pid: Pid, monitor: Ref, limit: Option<Duration>) -> Option<Envelope> {
    // ANCHOR: cut_start
    let is_down = |letter: &Envelope| letter.peek().is_some_and(|down: &Down| down.reference == monitor);
    let is_news = |letter: &Envelope| is_ack(letter, pid) || is_down(letter);
    match limit {
        None => Some(me.receive_where(is_news).await),
        Some(limit) => me.receive_where_timeout(limit, is_news).await,
    }
    // ANCHOR_END: cut_start => // TODO start: an `Ack` of this process, or the `Down` of this monitor; for `limit` at most
    // ANCHOR_END: cut_start => let _ = (me, pid, monitor, limit, is_ack);
    // ANCHOR_END: cut_start => todo!("start: wait for news of the new process")
}

/// Takes out what a process that has ended may have sent: `EXIT`, and a word that came too late.
async fn flush(me: &mut Context, pid: Pid) {
    me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == pid).await;
    me.receive_where_timeout(Duration::ZERO, |letter| is_ack(letter, pid)).await;
}

fn is_ack(letter: &Envelope, pid: Pid) -> bool {
    letter.is::<Ack>() && letter.from() == pid
}
// ANCHOR_END: started

impl fmt::Debug for Ack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(()) => f.write_str("ack ok"),
            Err(why) => write!(f, "ack {why}"),
        }
    }
}
