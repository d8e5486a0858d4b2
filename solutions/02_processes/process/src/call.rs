//! Request and reply: a message with a fresh reference, and one reply under it.
//!
//! The reference is the caller's reply address and counts once: after a timeout it is gone, so a late reply never
//! reaches the mailbox. A caller hears when the server ends. `gen_server:call` monitors the server for that; here
//! the request carries a [`Caller`] that knows when it is dropped without a reply, and only then is there a
//! monitor. So a call that is answered costs two messages and nothing more.
//!
//! Source: `gen_server:call/3` and the `alias` option `reply_demonitor` of `erlang:monitor/3`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as PollContext, Poll};
use std::time::Duration;

use exit_signals::ExitReason;
use mailbox::Road;
use monitors::{Event, Flush, Target};
use tokio::time::{Instant, Sleep};

use crate::context::Context;
use crate::gate::Phase;
use crate::message::{Down, Envelope};
use crate::system::Node;
use crate::{Message, Pid, Ref};

/// A request, as the server receives it.
pub struct Call<Q> {
    /// To whom the reply goes.
    pub from: Caller,
    /// What is asked.
    pub request: Q,
}

/// Who waits for a reply. It can be kept, or handed to another process that replies instead.
#[must_use = "whoever asked waits for `reply`"]
pub struct Caller {
    pid: Pid,
    reference: Ref,
    server: Pid,
    node: Arc<Node>,
    /// Whether nobody need be told when this is dropped.
    answered: bool,
}

impl Caller {
    /// The process that asked.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }
}

impl Drop for Caller {
    /// No reply will come. The caller hears of it when the server ends, or now if it has ended.
    fn drop(&mut self) {
        if !self.answered {
            self.node.no_reply(self.pid, self.reference, self.server);
        }
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
    /// When no reply came. Dropping the future leaves nothing behind: a reply that comes later is dropped.
    #[track_caller]
    pub fn call<A: Message>(
        &mut self,
        server: Pid,
        request: impl Message,
        limit: Option<Duration>,
    ) -> impl Future<Output = Result<A, CallError>> + Send {
        let at = Location::caller();
        async move {
            self.begin("call", Some(server), at).await;
            let reference = self.ask(server, request, at)?;
            let deadline = limit.map(|limit| Instant::now() + limit);
            let mut waiting = Waiting::<A> { me: self, reference, answered: false, reply: PhantomData };
            let Some(envelope) = poll_fn(|cx| waiting.poll(cx, deadline)).await else {
                return Err(CallError::Timeout);
            };
            match waiting.me.received(envelope).open::<Reply<A>>() {
                Ok(reply) => Ok(reply.answer),
                Err(other) => {
                    Err(CallError::Down(other.open().map_or(ExitReason::NoProc, |d: Down| d.reason)))
                }
            }
        }
    }

    /// Sends a request under a fresh reference.
    fn ask(
        &self,
        server: Pid,
        request: impl Message,
        at: &'static Location<'static>,
    ) -> Result<Ref, CallError> {
        if server == self.pid() {
            return Err(CallError::CallingSelf);
        }
        let node = &self.system().node;
        let reference = node.make_ref();
        node.table.slot(self.pid()).expect_reply(reference);
        let from = Caller { pid: self.pid(), reference, server, node: Arc::clone(node), answered: false };
        let call = Call { from, request };
        node.trace_send(self.pid(), server, &call, at);
        match node.deliver(server, Envelope::new(self.pid(), call)) {
            Ok(()) => Ok(reference),
            Err(_) => {
                node.table.slot(self.pid()).accept_reply(reference);
                Err(CallError::Down(ExitReason::NoProc))
            }
        }
    }

    /// Replies to a call, in the name of this process; any process may do so. A reply that nobody waits for any
    /// more is dropped.
    #[track_caller]
    pub fn reply(&self, to: Caller, answer: impl Message) {
        if self.may_act() {
            to.reply(self.pid(), answer, Location::caller());
        }
    }
}

impl Caller {
    fn reply(mut self, me: Pid, answer: impl Message, at: &'static Location<'static>) {
        self.answered = true;
        let reply = Reply { reference: self.reference, answer };
        self.node.trace_send(me, self.pid, &reply, at);
        let slot = self.node.table.slot(self.pid);
        let mut reply = Some(Envelope::new(me, reply)); // what is not taken is dropped outside the lock
        let bell = self.node.table.with(self.pid, |gate| {
            slot.accept_reply(self.reference)
                .then(|| reply.take())
                .flatten()
                .and_then(|reply| gate.push(reply))
        });
        if let Some(Some(bell)) = bell {
            bell.wake();
        }
    }
}

impl Node {
    /// Nobody will reply: `caller` hears of the end of `server`, as if it had watched it from the beginning.
    fn no_reply(&self, caller: Pid, reference: Ref, server: Pid) {
        if self.is_closing() || !self.table.slot(caller).expects_reply(reference) {
            return;
        }
        let asked = Event::MonitorAsked { reference, target: Target::Process(server) };
        self.table.with(caller, |gate| monitors::step(&mut gate.ties(caller).monitors, asked));
        let ended = self.table.slot(server).with(|gate| match &gate.phase {
            _ if gate.serial != server.serial() => Some(ExitReason::NoProc),
            Phase::Alive => {
                let arrived = Event::MonitorArrived { reference, watcher: caller };
                let _ = monitors::step(&mut gate.ties(server).monitors, arrived);
                None
            }
            Phase::Stopping(reason) | Phase::Ended(reason) => Some(reason.clone()),
        });
        if let Some(reason) = ended {
            self.down(caller, reference, reason);
        }
    }
}

/// A call that waits. Dropped without an answer, it leaves nothing behind.
struct Waiting<'a, A: Message> {
    me: &'a mut Context,
    reference: Ref,
    answered: bool,
    reply: PhantomData<fn() -> A>,
}

impl<A: Message> Waiting<'_, A> {
    /// Looks only at what arrives from now on: nothing older can be the answer to a fresh reference.
    fn poll(&mut self, cx: &mut PollContext<'_>, deadline: Option<Instant>) -> Poll<Option<Envelope>> {
        while let Poll::Ready(envelope) = self.me.mailbox.road().poll_pop(cx) {
            if answers::<A>(&envelope, self.reference) {
                self.answered = true;
                return Poll::Ready(Some(envelope));
            }
            self.me.mailbox.save(envelope);
        }
        match deadline {
            Some(deadline) => self.me.alarm.poll(deadline, cx).map(|()| None),
            None => Poll::Pending,
        }
    }
}

impl<A: Message> Drop for Waiting<'_, A> {
    fn drop(&mut self) {
        if self.answered {
            return;
        }
        self.me.node().table.slot(self.me.pid()).accept_reply(self.reference);
        self.me.demonitor(self.reference, Flush::Yes);
        self.me.discard(|envelope| answers::<A>(envelope, self.reference));
    }
}

fn answers<A: Message>(envelope: &Envelope, reference: Ref) -> bool {
    match envelope.peek::<Reply<A>>() {
        Some(reply) => reply.reference == reference,
        None => envelope.peek::<Down>().is_some_and(|down| down.reference == reference),
    }
}

/// One timer of a process that is set once and moved only when it rings too early: most calls are answered
/// long before their limit, and setting a timer is dearer than a whole call.
#[derive(Default)]
pub(crate) struct Alarm {
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Alarm {
    /// Ready when `deadline` has come.
    fn poll(&mut self, deadline: Instant, cx: &mut PollContext<'_>) -> Poll<()> {
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if sleep.deadline() > deadline {
            sleep.as_mut().reset(deadline);
        }
        while sleep.as_mut().poll(cx).is_ready() {
            if sleep.deadline() >= deadline {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(deadline);
        }
        Poll::Pending
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.pid, self.reference)
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
