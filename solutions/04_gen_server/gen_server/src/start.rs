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
use process::{Context, Down, Envelope, ExitReason, Flush, Pid, Ref};

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

/// Starts a server that is linked with this process.
///
/// # Errors
/// Why it did not start. This process then also gets an exit signal of the new one, as with every link.
pub async fn start_link<S: GenServer>(
    me: &mut Context,
    args: S::Args,
    options: Options,
) -> Result<Server<S>, StartError> {
    let (starter, name) = (me.pid(), options.name);
    let pid = me.spawn_link(move |server| live::<S>(server, starter, Some(starter), name, args));
    let monitor = me.monitor(pid);
    started(me, pid, monitor, options.timeout).await
}

/// Starts a server that is not linked with anybody.
///
/// # Errors
/// Why it did not start.
pub async fn start<S: GenServer>(
    me: &mut Context,
    args: S::Args,
    options: Options,
) -> Result<Server<S>, StartError> {
    let (starter, name) = (me.pid(), options.name);
    let (pid, monitor) = me.spawn_monitor(move |server| live::<S>(server, starter, None, name, args));
    started(me, pid, monitor, options.timeout).await
}

/// The word of the new process on how `init` went.
#[derive(Debug)]
struct Ack(Result<(), StartError>);

/// Waits for the word of the new process, or for its end.
async fn started<S: GenServer>(
    me: &mut Context,
    pid: Pid,
    monitor: Ref,
    limit: Option<Duration>,
) -> Result<Server<S>, StartError> {
    let concerns = |letter: &Envelope| {
        let is_down = letter.peek().is_some_and(|down: &Down| down.reference == monitor);
        is_down || letter.from() == pid && letter.is::<Ack>()
    };
    let letter = match limit {
        None => Some(me.receive_where(concerns).await),
        Some(limit) => me.receive_where_timeout(limit, concerns).await,
    };
    let Some(letter) = letter else {
        me.unlink(pid);
        me.exit(pid, ExitReason::Kill);
        me.receive_if(|down: &Down| down.reference == monitor).await;
        return Err(StartError::Timeout);
    };
    match letter.open::<Ack>() {
        Ok(Ack(word)) => {
            me.demonitor(monitor, Flush::Yes);
            word.map(|()| Server::new(pid))
        }
        Err(letter) => {
            Err(StartError::Stop(letter.open().map_or(ExitReason::NoProc, |down: Down| down.reason)))
        }
    }
}

/// The life of a server: its name, `init`, the word to the starter, the loop.
async fn live<S: GenServer>(
    mut me: Context,
    starter: Pid,
    parent: Option<Pid>,
    name: Option<String>,
    args: S::Args,
) -> ExitReason {
    if let Some(name) = name
        && me.register(&name).is_err()
    {
        let taken = me
            .system()
            .whereis(&name)
            .map_or(StartError::Stop(ExitReason::NoProc), StartError::AlreadyStarted);
        me.send(starter, Ack(Err(taken)));
        return ExitReason::Normal;
    }
    let init = AssertUnwindSafe(S::init(args, &mut me)).catch_unwind().await;
    match init {
        Ok(Init::Ok(state, next)) => {
            me.send(starter, Ack(Ok(())));
            serve(state, next, parent, me).await
        }
        Ok(Init::Ignore) => {
            give_up(&me, starter, StartError::Ignore);
            ExitReason::Normal
        }
        Ok(Init::Stop(reason)) => {
            give_up(&me, starter, StartError::Stop(reason.clone()));
            reason
        }
        Err(panic) => {
            give_up(&me, starter, StartError::Stop(panic_reason(&*panic)));
            resume_unwind(panic)
        }
    }
}

/// The name is given back before the starter hears of the failure: it may want to try again at once.
fn give_up(me: &Context, starter: Pid, why: StartError) {
    let name = me.system().info(me.pid()).and_then(|info| info.name);
    if let Some(name) = name {
        let _ = me.system().unregister(&name);
    }
    me.send(starter, Ack(Err(why)));
}

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
