//! Request and reply: a message with a fresh reference, and one reply under it.
//!
//! The reference is the caller's reply address and counts once: after a timeout it is gone, so a late reply never
//! reaches the mailbox. It is also a monitor, of which only the server keeps a note: when the server ends before
//! the reply, the caller hears `DOWN`, whoever was to reply in its place.
//!
//! Source: `gen_server:call/3` and the `alias` option `reply_demonitor` of `erlang:monitor/3`.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context as PollContext, Poll, Waker};
use std::time::Duration;

use exit_signals::ExitReason;
use mailbox::Road;
use monitors::{Event, Target};
use tokio::time::{Instant, Sleep};

use crate::context::Context;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    pid: Pid,
    reference: Ref,
    /// Whom it watches until the reply comes; `OUTSIDE` when the request came from [elsewhere](Self::elsewhere).
    server: Pid,
}

impl Caller {
    /// A process that has asked by a message of its own, from this node or another. The reply goes to
    /// [`Remote::answer`](crate::Remote::answer) with this reference.
    #[must_use]
    pub fn elsewhere(pid: Pid, reference: Ref) -> Self {
        Self { pid, reference, server: Pid::OUTSIDE }
    }

    /// The process that asked.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// What the reply is known by.
    #[must_use]
    pub fn reference(&self) -> Ref {
        self.reference
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
            let deadline = limit.map(|limit| Instant::now() + limit);
            let (reference, bell) = self.ask(server, request, at)?;
            let mut waiting =
                Waiting::<A> { me: self, server, reference, bell, answered: false, reply: PhantomData };
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

    /// Sends a request under a fresh reference. Whom it wakes, the caller wakes when it waits itself: woken earlier
    /// by another thread, the server would find it still busy.
    fn ask(
        &self,
        server: Pid,
        request: impl Message,
        at: &'static Location<'static>,
    ) -> Result<(Ref, Option<Waker>), CallError> {
        if server == self.pid() {
            return Err(CallError::CallingSelf);
        }
        let node = self.node();
        let reference = node.make_ref();
        let from = Caller { pid: self.pid(), reference, server };
        let call = Call { from, request };
        node.trace_send(self.pid(), server, &call, at);
        node.table.slot(self.pid()).expect_reply(reference);
        let mut envelope = Some(Envelope::new(self.pid(), call)); // what is not taken is dropped outside the lock
        let bell = node.table.with(server, |gate| {
            let watched = Event::MonitorArrived { reference, watcher: from.pid };
            let _ = monitors::step(&mut gate.ties(server).monitors, watched);
            envelope.take().and_then(|envelope| gate.push(envelope))
        });
        match bell {
            Some(bell) => Ok((reference, bell)),
            None => {
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
            self.node().reply(self.pid(), to, answer, Location::caller());
        }
    }
}

impl Node {
    fn reply(&self, me: Pid, to: Caller, answer: impl Message, at: &'static Location<'static>) {
        let Caller { pid, reference, server } = to;
        if server == Pid::OUTSIDE {
            self.trace_send(me, pid, &answer, at);
            if let Some(remote) = self.remote.get() {
                remote.answer(me, to, Envelope::new(me, answer));
            }
            return;
        }
        let reply = Reply { reference, answer };
        self.trace_send(me, pid, &reply, at);
        self.forget_watcher(&Target::Process(server), reference);
        self.answer(pid, reference, Envelope::new(me, reply));
    }

    /// The process that was called has ended; says whether `to` still waited for its reply.
    pub(crate) fn call_ended(&self, to: Pid, reference: Ref, server: Pid, reason: &ExitReason) -> bool {
        let waits = self.table.slot(to).expects_reply(reference);
        if waits {
            let down = Down { reference, target: Target::Process(server), reason: reason.clone() };
            self.trace_down(to, &down.target, reason);
            self.answer(to, reference, Envelope::new(server, down));
        }
        waits
    }

    /// Brings the one answer to a call. What nobody waits for any more is dropped, outside the lock.
    fn answer(&self, to: Pid, reference: Ref, envelope: Envelope) {
        let slot = self.table.slot(to);
        let mut envelope = Some(envelope);
        let bell = self.table.with(to, |gate| {
            let waits = slot.accept_reply(reference);
            envelope.take_if(|_| waits).and_then(|envelope| gate.push(envelope))
        });
        if let Some(bell) = bell.flatten() {
            bell.wake();
        }
    }
}

/// A call that waits. Dropped without an answer, it leaves nothing behind.
struct Waiting<'a, A: Message> {
    me: &'a mut Context,
    server: Pid,
    reference: Ref,
    /// Wakes the server, if it sleeps.
    bell: Option<Waker>,
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
        let too_late = deadline.map_or(Poll::Pending, |deadline| self.me.alarm.poll(deadline, cx));
        self.ring();
        too_late.map(|()| None)
    }

    fn ring(&mut self) {
        if let Some(bell) = self.bell.take() {
            bell.wake();
        }
    }
}

impl<A: Message> Drop for Waiting<'_, A> {
    fn drop(&mut self) {
        self.ring();
        if self.answered {
            return;
        }
        self.me.node().table.slot(self.me.pid()).accept_reply(self.reference);
        self.me.node().forget_watcher(&Target::Process(self.server), self.reference);
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
    /// Whom the timer wakes: while that is the right one, it need not be asked again.
    set_for: Option<Waker>,
}

impl Alarm {
    /// Ready when `deadline` has come.
    fn poll(&mut self, deadline: Instant, cx: &mut PollContext<'_>) -> Poll<()> {
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        let early_enough = sleep.deadline() <= deadline && !sleep.is_elapsed();
        if early_enough && self.set_for.as_ref().is_some_and(|waker| waker.will_wake(cx.waker())) {
            return Poll::Pending;
        }
        if sleep.deadline() > deadline {
            sleep.as_mut().reset(deadline);
        }
        while sleep.as_mut().poll(cx).is_ready() {
            if sleep.deadline() >= deadline {
                self.set_for = None;
                return Poll::Ready(());
            }
            sleep.as_mut().reset(deadline);
        }
        self.set_for = Some(cx.waker().clone());
        Poll::Pending
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
