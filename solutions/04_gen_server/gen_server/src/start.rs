//! How a server starts: in a process of its own, while whoever starts it waits for the word of `init`.
//!
//! `start_link` is synchronous so that a tree comes up in order: when it returns, the server is ready, or it is said
//! why not.
//!
//! Source: OTP, `gen_server:start_link/4`, `proc_lib:start_link/3`. Chapter: `gen_server`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use process::{Context, ExitReason, Pid};

use crate::behaviour::GenServer;
use crate::client::Server;
use crate::init::{live, started};
use crate::via::{Via, start_via};

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name it is registered under before `init` runs.
    pub name: Option<String>,
    /// A name that something else keeps; if there is one, `name` is not looked at.
    pub via: Option<Arc<dyn Via>>,
    /// How long `init` may take; after that the new process is killed. By default: as long as it likes.
    pub timeout: Option<Duration>,
}

impl Options {
    /// A server with a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// A server whose name something else keeps, as a registry.
    pub fn via(name: impl Via + 'static) -> Self {
        Self { via: Some(Arc::new(name)), ..Self::default() }
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
    if let Some(name) = options.via {
        return start_via(me, Some(me.pid()), args, name, options.timeout).await;
    }
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
    if let Some(name) = options.via {
        return start_via(me, None, args, name, options.timeout).await;
    }
    not_taken(me, options.name.as_deref())?;
    let (starter, name) = (me.pid(), options.name);
    let (pid, monitor) = me.spawn_monitor(move |server| live::<S>(server, starter, None, name, args));
    started(me, pid, monitor, options.timeout).await
}

/// Whether somebody has the name already.
pub(crate) fn not_taken(me: &Context, name: Option<&str>) -> Result<(), StartError> {
    match name.and_then(|name| me.system().whereis(name)) {
        Some(owner) => Err(StartError::AlreadyStarted(owner)),
        None => Ok(()),
    }
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
