//! Names that something else than the system keeps: `{via, Module, Name}`.
//!
//! A server is started under such a name as under any other: it has the name before `init` runs, and a second start
//! hears who has it.
//!
//! Source: OTP, `gen_server:start_link/4`, `ServerName`. Chapter: `registries`.
//!
//! Left out: `send` and `unregister_name`; a name goes with its process.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use process::{Context, ExitReason, Pid};

use crate::behaviour::GenServer;
use crate::client::Server;
use crate::init::{Ack, live, started};
use crate::start::StartError;

/// A name somewhere: the place where it is kept, and the name itself.
pub trait Via: fmt::Debug + Send + Sync {
    /// Gives the name to this process.
    ///
    /// # Errors
    /// The process that has it.
    fn register_name(&self, me: &Context) -> Result<(), Pid>;

    /// The process that has the name and is alive.
    fn whereis_name(&self) -> Option<Pid>;
}

impl<S: GenServer> Server<S> {
    /// The server that has this name now.
    #[must_use]
    pub fn via(name: &impl Via) -> Option<Self> {
        name.whereis_name().map(Self::new)
    }
}

/// Starts a server under such a name. `parent` is the starter, if they are to be linked.
pub(crate) async fn start_via<S: GenServer>(
    me: &mut Context,
    parent: Option<Pid>,
    args: S::Args,
    name: Arc<dyn Via>,
    limit: Option<Duration>,
) -> Result<Server<S>, StartError> {
    if let Some(owner) = name.whereis_name() {
        return Err(StartError::AlreadyStarted(owner));
    }
    let starter = me.pid();
    let life = move |server| live_via::<S>(server, starter, parent, name, args);
    let (pid, monitor) = match parent {
        Some(_) => {
            let pid = me.spawn_link(life);
            (pid, me.monitor(pid))
        }
        None => me.spawn_monitor(life),
    };
    let server = started(me, pid, monitor, limit).await;
    if server.is_err() {
        let system = me.system().clone();
        system.join(pid).await; // its name is free when it has ended, and the starter may want to try again
    }
    server
}

/// The life of a server that takes its name first.
async fn live_via<S: GenServer>(
    me: Context,
    starter: Pid,
    parent: Option<Pid>,
    name: Arc<dyn Via>,
    args: S::Args,
) -> ExitReason {
    match name.register_name(&me) {
        Ok(()) => live::<S>(me, starter, parent, None, args).await,
        Err(owner) => {
            me.send(starter, Ack(Err(StartError::AlreadyStarted(owner))));
            ExitReason::Normal
        }
    }
}
