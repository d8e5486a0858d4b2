//! What callers use: a typed handle on a server's pid.
//!
//! Source: OTP, `gen_server:call/3`, `cast/2`, `stop/3`; `sys:get_state/1`. Chapter: `gen_server`.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use process::{CallError, Context, Down, ExitReason, Flush, Pid, System};

use crate::behaviour::GenServer;

/// How long a call waits unless it says otherwise; OTP's default.
pub const CALL_LIMIT: Duration = Duration::from_secs(5);

/// A server, as its clients see it. It is a pid that knows what may be asked.
pub struct Server<S> {
    pid: Pid,
    behaviour: PhantomData<fn() -> S>,
}

/// A message that nobody waits for.
pub(crate) struct Cast<M>(pub(crate) M);

/// The order to end with a reason, from `stop`.
#[derive(Debug)]
pub(crate) struct Terminate(pub(crate) ExitReason);

/// The question of `sys:get_state/1`.
#[derive(Debug)]
pub(crate) struct GetState;

impl<S: GenServer> Server<S> {
    /// The server that runs in this process. That it is one, and of this type, the caller knows.
    #[must_use]
    pub fn new(pid: Pid) -> Self {
        Self { pid, behaviour: PhantomData }
    }

    /// The server that is registered under a name now.
    #[must_use]
    pub fn whereis(system: &System, name: &str) -> Option<Self> {
        system.whereis(name).map(Self::new)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.pid
    }

    /// Asks, and waits for the reply for [`CALL_LIMIT`] at most.
    ///
    /// # Errors
    /// As [`Server::call_within`].
    #[track_caller]
    pub fn call(
        self,
        me: &mut Context,
        request: S::Call,
    ) -> impl Future<Output = Result<S::Reply, CallError>> + Send {
        me.call(self.pid, request, Some(CALL_LIMIT))
    }

    /// Asks, and waits for the reply; `None` is for ever. A late reply is dropped and never reaches the mailbox.
    ///
    /// # Errors
    /// [`CallError::Down`]: the server ended, or there was none. [`CallError::Timeout`]: it may still do the work.
    /// [`CallError::CallingSelf`]: a server asked itself, and would wait for ever.
    /// Differs: OTP exits the caller; here the caller chooses.
    #[track_caller]
    pub fn call_within(
        self,
        me: &mut Context,
        request: S::Call,
        limit: Option<Duration>,
    ) -> impl Future<Output = Result<S::Reply, CallError>> + Send {
        me.call(self.pid, request, limit)
    }

    /// Tells, and does not wait. Nobody says whether it has arrived.
    #[track_caller]
    pub fn cast(self, me: &Context, message: S::Cast) {
        me.send(self.pid, Cast(message));
    }

    /// Orders the server to end with this reason, and waits until it has, `terminate` included.
    ///
    /// # Errors
    /// The reason with which it ended, if it was another one; `noproc` if there was no such process; `timeout` after
    /// `limit`; `calling_self` if it is this process, which would wait for its own end.
    #[track_caller]
    pub fn stop(
        self,
        me: &mut Context,
        reason: ExitReason,
        limit: Option<Duration>,
    ) -> impl Future<Output = Result<(), ExitReason>> + Send {
        let monitor = (self.pid != me.pid()).then(|| me.monitor(self.pid));
        if monitor.is_some() {
            me.send(self.pid, Terminate(reason.clone()));
        }
        async move {
            let Some(monitor) = monitor else { return Err("calling_self".into()) };
            let is_down = |down: &Down| down.reference == monitor;
            let down = match limit {
                None => Some(me.receive_if(is_down).await),
                Some(limit) => me.receive_if_timeout(limit, is_down).await,
            };
            match down {
                Some(down) if down.reason == reason => Ok(()),
                Some(down) => Err(down.reason),
                None => {
                    me.demonitor(monitor, Flush::Yes);
                    Err("timeout".into())
                }
            }
        }
    }

    /// The state of the server, as its `Debug` shows it.
    ///
    /// # Errors
    /// As [`Server::call`].
    pub async fn state(self, me: &mut Context) -> Result<String, CallError> {
        me.call(self.pid, GetState, Some(CALL_LIMIT)).await
    }
}

impl<S> Clone for Server<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Server<S> {}

impl<S> fmt::Debug for Server<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.pid)
    }
}

impl<M: fmt::Debug> fmt::Debug for Cast<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cast {:?}", self.0)
    }
}
