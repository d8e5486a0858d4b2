//! Request and reply: a monitor, a message, and a reply under the monitor's reference.
//!
//! The reference is the caller's reply address and counts once. After a timeout it is gone, so a late reply
//! never reaches the mailbox.
//!
//! Source: `gen_server:call/3` and the `alias` option `reply_demonitor` of `erlang:monitor/3`.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::time::Duration;

use exit_signals::ExitReason;
use monitors::{Action, Event, Flush, Target};

use crate::context::Context;
use crate::lane::Wait;
use crate::message::{Down, Envelope};
use crate::{Message, Pid, Ref};

/// A request, as the server receives it.
pub struct Call<Q> {
    /// To whom the reply goes.
    pub from: Caller,
    /// What is asked.
    pub request: Q,
}

/// Who waits for a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    pid: Pid,
    reference: Ref,
    server: Pid,
}

impl Caller {
    /// The process that asked.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }
}

/// A reply, in the caller's mailbox.
struct Reply<A> {
    reference: Ref,
    answer: A,
}

/// Why a call came back without a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// The server ended before it replied, or there was none.
    Down(ExitReason),
    /// No reply came in time. The server may still work on the request.
    Timeout,
    /// A process that calls itself would wait for ever.
    CallingSelf,
}

impl Context {
    /// Sends a request and waits for the reply, for `limit` at most.
    ///
    /// # Errors
    /// When no reply came. Dropping the future leaves a monitor behind that fires once.
    #[track_caller]
    pub fn call<A: Message>(
        &mut self,
        server: Pid,
        request: impl Message,
        limit: Option<Duration>,
    ) -> impl Future<Output = Result<A, CallError>> + Send {
        let at = Location::caller();
        async move {
            if server == self.pid() {
                return Err(CallError::CallingSelf);
            }
            let reference = self.system().make_ref();
            self.node().monitor(self.pid(), reference, Target::Process(server), at);
            let from = Caller { pid: self.pid(), reference, server };
            self.node().send(self.pid(), server, Call { from, request }, at);
            self.await_reply::<A>(from, limit, at).await
        }
    }

    async fn await_reply<A: Message>(
        &mut self,
        from: Caller,
        limit: Option<Duration>,
        at: &'static Location<'static>,
    ) -> Result<A, CallError> {
        let Caller { reference, server, .. } = from;
        let answers = move |envelope: &Envelope| match envelope.peek::<Reply<A>>() {
            Some(reply) => reply.reference == reference,
            None => envelope.peek::<Down>().is_some_and(|down| down.reference == reference),
        };
        let answer = self.wait_in(Wait { what: "call", whom: Some(server), at }, answers);
        let answer = match limit {
            None => Some(answer.await),
            Some(limit) => tokio::time::timeout(limit, answer).await.ok(),
        };
        let Some(envelope) = answer else {
            self.demonitor(reference, Flush::Yes);
            return Err(CallError::Timeout);
        };
        match envelope.open::<Reply<A>>() {
            Ok(reply) => Ok(reply.answer),
            Err(envelope) => {
                Err(CallError::Down(envelope.open::<Down>().map_or(ExitReason::NoProc, |d| d.reason)))
            }
        }
    }

    /// Replies to a call. Any process may do so, once; a reply that nobody waits for any more is dropped.
    #[track_caller]
    pub fn reply(&self, to: Caller, answer: impl Message) {
        if self.may_act() {
            self.node().reply(self.pid(), to, answer, Location::caller());
        }
    }
}

impl crate::system::Node {
    fn reply(&self, me: Pid, to: Caller, answer: impl Message, at: &'static Location<'static>) {
        let Caller { pid, reference, server } = to;
        let reply = Reply { reference, answer };
        self.trace_send(me, pid, &reply, at);
        let envelope = Envelope::new(me, reply);
        // The reply ends the monitor: it is the one thing the reference was for.
        let over = Event::DemonitorAsked { reference, flush: Flush::No };
        let bell = self.table.with(pid, |gate| {
            let actions = monitors::step(&mut gate.existing_ties()?.monitors, over);
            matches!(actions[..], [Action::TellDemonitored { .. }]).then(|| gate.push(envelope))
        });
        self.forget_watcher(&Target::Process(server), reference);
        if let Some(Some(Some(bell))) = bell {
            bell.wake();
        }
    }
}

impl<Q: fmt::Debug> fmt::Debug for Call<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {:?}", self.request)
    }
}

impl<A: fmt::Debug> fmt::Debug for Reply<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reply {:?}", self.answer)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Down(reason) => write!(f, "the server ended: {reason}"),
            Self::Timeout => f.write_str("no reply came in time"),
            Self::CallingSelf => f.write_str("a process cannot call itself"),
        }
    }
}

impl std::error::Error for CallError {}
