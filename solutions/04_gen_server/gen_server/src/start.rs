//! How a server starts: in a process of its own, while whoever starts it waits for the word of `init`.
//!
//! `start_link` is synchronous so that a tree comes up in order: when it returns, the server is ready, or it is said
//! why not.
//!
//! Source: OTP, `proc_lib:start_link/3` and `init_ack/2`; `gen_server:start_link/4`. Chapter: `gen_server`.

use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt;
use process::{Context, Down, Envelope, Exit, ExitReason, Flush, Pid, Ref};

use crate::behaviour::{GenServer, Init};
use crate::client::Server;
use crate::serve::{panic_reason, serve};

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name it is registered under before `init` runs.
    pub name: Option<String>,
    /// How long `init` may take; after that the new process is killed. By default: as long as it likes.
    pub timeout: Option<Duration>,
}

impl Options {
    /// A server with a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}

/// Why a server did not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartError {
    /// `init` said `ignore`.
    Ignore,
    /// `init` said stop, or it crashed, with this reason.
    Stop(ExitReason),
    /// The name belongs to this process.
    AlreadyStarted(Pid),
    /// `init` was not ready in time.
    Timeout,
}

// ANCHOR: start_link
/// Starts a server that is linked with this process, its parent.
///
/// # Errors
/// Why it did not start. The exit signal of the new process comes besides, as over every link: a starter that does
/// not trap exits hears of [`StartError::Stop`] only by ending with the same reason. When the name was taken or
/// `init` was too slow, there is none.
pub async fn start_link<S: GenServer>(
    me: &mut Context,
    args: S::Args,
    options: Options,
) -> Result<Server<S>, StartError> {
    not_taken(me, options.name.as_deref())?;
    let (starter, name) = (me.pid(), options.name);
    let pid = me.spawn_link(move |server| live::<S>(server, starter, Some(starter), name, args));
    let monitor = me.monitor(pid);
    started(me, pid, monitor, options.timeout).await
}
// ANCHOR_END: start_link

/// Starts a server that is not linked with anybody.
///
/// # Errors
/// Why it did not start.
pub async fn start<S: GenServer>(
    me: &mut Context,
    args: S::Args,
    options: Options,
) -> Result<Server<S>, StartError> {
    not_taken(me, options.name.as_deref())?;
    let (starter, name) = (me.pid(), options.name);
    let (pid, monitor) = me.spawn_monitor(move |server| live::<S>(server, starter, None, name, args));
    started(me, pid, monitor, options.timeout).await
}

/// Whether somebody has the name already.
fn not_taken(me: &Context, name: Option<&str>) -> Result<(), StartError> {
    match name.and_then(|name| me.system().whereis(name)) {
        Some(owner) => Err(StartError::AlreadyStarted(owner)),
        None => Ok(()),
    }
}

// ANCHOR: live
/// The word of the new process on how `init` went.
#[derive(Debug)]
struct Ack(Result<(), StartError>);

/// The life of a server: its name, `init`, the word to the starter, the loop.
async fn live<S: GenServer>(
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
            give_up(&me, starter, name, StartError::Stop(panic_reason(&*panic)));
            resume_unwind(panic)
        }
        // ANCHOR_END: cut_refuse => // TODO refuse: the starter hears why (`give_up`), and the process ends with its reason
        // ANCHOR_END: cut_refuse => Ok(Init::Ignore) => todo!("refuse: init says ignore, {}", StartError::Ignore),
        // ANCHOR_END: cut_refuse => Ok(Init::Stop(reason)) => todo!("refuse: init says stop, {reason}"),
        // ANCHOR_END: cut_refuse => Err(panic) => {
        // ANCHOR_END: cut_refuse =>     let _ = (panic_reason(&*panic), give_up);
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
async fn started<S: GenServer>(
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
            // It has ended without a word, that is, it was killed. With a link, that was told twice.
            me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == pid).await;
            Err(StartError::Stop(letter.open().map_or(ExitReason::NoProc, |down: Down| down.reason)))
        }
        None => {
            // ANCHOR: cut_refuse
            me.unlink(pid);
            me.exit(pid, ExitReason::Kill);
            me.receive_if(|down: &Down| down.reference == monitor).await;
            me.receive_where_timeout(Duration::ZERO, |letter| is_ack(letter, pid)).await;
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

fn is_ack(letter: &Envelope, pid: Pid) -> bool {
    letter.is::<Ack>() && letter.from() == pid
}
// ANCHOR_END: started

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignore => f.write_str("ignore"),
            Self::Stop(reason) => write!(f, "{reason}"),
            Self::AlreadyStarted(pid) => write!(f, "{{already_started, {pid}}}"),
            Self::Timeout => f.write_str("timeout"),
        }
    }
}

impl std::error::Error for StartError {}
