//! What callers use: a typed handle on a machine's pid.
//!
//! Source: OTP, `gen_statem`. Chapter: `state_machines`.

use std::fmt;
use std::time::Duration;

use gen_server::{Options, Server, StartError};
use process::{CallError, Context, ExitReason, Pid, System};

use crate::behaviour::StateMachine;
use crate::shell::Shell;

/// A state machine, as its clients see it.
pub struct Machine<M: StateMachine>(Server<Shell<M>>);

/// Starts a machine that is linked with this process, its parent.
///
/// # Errors
/// Why it did not start, as for every server. The first enter call comes afterwards, before the first message.
pub async fn start_link<M: StateMachine>(
    me: &mut Context,
    args: M::Args,
    options: Options,
) -> Result<Machine<M>, StartError> {
    gen_server::start_link::<Shell<M>>(me, args, options).await.map(Machine)
}

/// Starts a machine that is not linked with anybody.
///
/// # Errors
/// Why it did not start.
pub async fn start<M: StateMachine>(
    me: &mut Context,
    args: M::Args,
    options: Options,
) -> Result<Machine<M>, StartError> {
    gen_server::start::<Shell<M>>(me, args, options).await.map(Machine)
}

impl<M: StateMachine> Machine<M> {
    /// The machine that runs in this process. That it is one, and of this type, the caller knows.
    #[must_use]
    pub fn new(pid: Pid) -> Self {
        Self(Server::new(pid))
    }

    /// The machine that is registered under a name now.
    #[must_use]
    pub fn whereis(system: &System, name: &str) -> Option<Self> {
        Server::whereis(system, name).map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Asks, and waits for the reply for [`gen_server::CALL_LIMIT`] at most.
    ///
    /// # Errors
    /// As [`Server::call_within`]. Differs: on the BEAM, `gen_statem:call/2` waits for ever.
    pub async fn call(self, me: &mut Context, request: M::Call) -> Result<M::Reply, CallError> {
        self.0.call(me, request).await
    }

    /// Asks, and waits for the reply; `None` is for ever.
    ///
    /// # Errors
    /// As [`Server::call_within`].
    pub async fn call_within(
        self,
        me: &mut Context,
        request: M::Call,
        limit: Option<Duration>,
    ) -> Result<M::Reply, CallError> {
        self.0.call_within(me, request, limit).await
    }

    /// Tells, and does not wait. Nobody says whether it has arrived.
    #[track_caller]
    pub fn cast(self, me: &Context, word: M::Cast) {
        self.0.cast(me, word);
    }

    /// Orders the machine to end with this reason, and waits until it has.
    ///
    /// # Errors
    /// As [`Server::stop`].
    pub async fn stop(
        self,
        me: &mut Context,
        reason: ExitReason,
        limit: Option<Duration>,
    ) -> Result<(), ExitReason> {
        self.0.stop(me, reason, limit).await
    }

    /// State, postponed events, time-outs and data, as their `Debug` shows them.
    ///
    /// # Errors
    /// As [`Machine::call`].
    pub async fn state(self, me: &mut Context) -> Result<String, CallError> {
        self.0.state(me).await
    }
}

impl<M: StateMachine> Clone for Machine<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: StateMachine> Copy for Machine<M> {}

impl<M: StateMachine> fmt::Debug for Machine<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Machine({})", self.pid())
    }
}
