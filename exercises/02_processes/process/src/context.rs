//! What a process can do: the functions of the manual, each as a method of its own context.

use std::future::{Future, pending};
use std::panic::Location;
use std::time::Duration;

use exit_signals::{ExitReason, TrapExit};
use mailbox::Mailbox;
use monitors::{Flush, Target};
use names::NameError;
use timers::TimerId;
use trace::Kind;

use crate::call::Alarm;
use crate::clock::Dest;
use crate::ending::Ending;
use crate::lane::{Lane, Wait};
use crate::life::{self, Tie};
use crate::message::{Down, Envelope, Timeout};
use crate::signals::named_target;
use crate::system::{Node, System};
use crate::{Message, Pid, Ref};

/// A process seen from inside: its pid, its mailbox, and everything it can ask of the kernel.
///
/// It is handed to the code of the process when it starts. When it is dropped, the mailbox goes with it.
pub struct Context {
    system: System,
    pid: Pid,
    pub(crate) mailbox: Mailbox<Envelope, Lane>,
    /// Rings when a call has waited too long; made by the first call with a limit, and kept.
    pub(crate) alarm: Alarm,
}

impl Context {
    pub(crate) fn new(system: System, pid: Pid) -> Self {
        let lane = Lane::new(std::sync::Arc::clone(&system.node), pid);
        Self { system, pid, mailbox: Mailbox::new(lane), alarm: Alarm::default() }
    }

    pub(crate) fn node(&self) -> &Node {
        &self.system.node
    }

    /// The pid of this process: `self()`.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// The system in which this process lives.
    #[must_use]
    pub fn system(&self) -> &System {
        &self.system
    }

    // ---- sending

    /// Sends a message. It never waits and never fails: to a process that has ended, it is dropped.
    /// Messages to one receiver arrive in the order in which they were sent.
    #[track_caller]
    pub fn send(&self, to: Pid, message: impl Message) {
        if self.may_act() {
            self.node().send(self.pid, to, message, Location::caller());
        }
    }

    /// Sends a message to whoever has the name.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it. (On the BEAM: `badarg`.)
    #[track_caller]
    pub fn send_name(&self, name: &str, message: impl Message) -> Result<(), NameError> {
        self.node().send_name(self.pid, name, message, Location::caller())
    }

    /// A process that an exit signal has ended does nothing more, though its code runs on to its next await.
    pub(crate) fn may_act(&self) -> bool {
        !self.node().table.slot(self.pid).is_stopping()
    }

    // ---- receiving

    /// Takes the oldest message that is a `T`, and waits until there is one. The others stay as they lie.
    #[track_caller]
    pub fn receive<T: Message>(&mut self) -> impl Future<Output = T> + Send {
        self.receive_if(|_: &T| true)
    }

    /// Takes the oldest message that is a `T` and for which `matches` says yes.
    #[track_caller]
    pub fn receive_if<T: Message>(
        &mut self,
        matches: impl FnMut(&T) -> bool + Send,
    ) -> impl Future<Output = T> + Send {
        let at = Location::caller();
        async move {
            self.begin("receive", None, at).await;
            let envelope = self.mailbox.receive_where(fits(matches)).await;
            opened(self.received(envelope))
        }
    }

    /// Like [`Context::receive`], for `limit` at most. A limit of zero looks and does not wait.
    #[track_caller]
    pub fn receive_timeout<T: Message>(&mut self, limit: Duration) -> impl Future<Output = Option<T>> + Send {
        self.receive_if_timeout(limit, |_: &T| true)
    }

    /// Like [`Context::receive_if`], for `limit` at most.
    #[track_caller]
    pub fn receive_if_timeout<T: Message>(
        &mut self,
        limit: Duration,
        matches: impl FnMut(&T) -> bool + Send,
    ) -> impl Future<Output = Option<T>> + Send {
        let envelope = self.receive_where_timeout(limit, fits(matches));
        async move { envelope.await.map(opened) }
    }

    /// Takes the oldest message, whatever it is.
    #[track_caller]
    #[expect(
        clippy::should_implement_trait,
        reason = "a mailbox is no iterator: its next message may never come"
    )]
    pub fn next(&mut self) -> impl Future<Output = Envelope> + Send {
        let at = Location::caller();
        async move {
            self.begin("receive", None, at).await;
            let envelope = self.mailbox.next().await;
            self.received(envelope)
        }
    }

    /// Takes the oldest message for which `matches` says yes: selective receive.
    #[track_caller]
    pub fn receive_where(
        &mut self,
        matches: impl FnMut(&Envelope) -> bool + Send,
    ) -> impl Future<Output = Envelope> + Send {
        let at = Location::caller();
        async move {
            self.begin("receive", None, at).await;
            let envelope = self.mailbox.receive_where(matches).await;
            self.received(envelope)
        }
    }

    /// Like [`Context::receive_where`], for `limit` at most.
    #[track_caller]
    pub fn receive_where_timeout(
        &mut self,
        limit: Duration,
        matches: impl FnMut(&Envelope) -> bool + Send,
    ) -> impl Future<Output = Option<Envelope>> + Send {
        let at = Location::caller();
        async move {
            self.begin("receive", None, at).await;
            let envelope = self.mailbox.receive_where_timeout(limit, matches).await;
            envelope.map(|envelope| self.received(envelope))
        }
    }

    /// A receive begins. Every receive is a point at which an exit signal takes effect.
    pub(crate) async fn begin(
        &mut self,
        what: &'static str,
        whom: Option<Pid>,
        at: &'static Location<'static>,
    ) {
        if !self.may_act() {
            pending::<()>().await;
        }
        if self.node().tracer.is_some() {
            self.mailbox.road().begin(Wait { what, whom, at });
        }
    }

    pub(crate) fn received(&mut self, envelope: Envelope) -> Envelope {
        self.mailbox.road().received();
        self.node().tell(self.pid, None, |node| Kind::Receive {
            from: (envelope.from() != Pid::OUTSIDE).then(|| node.label(envelope.from())),
            label: format!("{envelope:?}"),
        });
        envelope
    }

    /// How many messages have arrived and were not received yet.
    pub fn message_queue_len(&mut self) -> usize {
        self.mailbox.messages().count()
    }

    // ---- processes

    /// Starts a process that knows nothing of this one.
    #[track_caller]
    pub fn spawn<F, Fut>(&self, body: F) -> Pid
    where
        F: FnOnce(Context) -> Fut,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        life::start(&self.system, self.pid, Tie::None, body, Location::caller())
    }

    /// Starts a process that is linked with this one before it runs: there is no moment without the link.
    #[track_caller]
    pub fn spawn_link<F, Fut>(&self, body: F) -> Pid
    where
        F: FnOnce(Context) -> Fut,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        life::start(&self.system, self.pid, Tie::Link, body, Location::caller())
    }

    /// Starts a process that is monitored by this one before it runs.
    #[track_caller]
    pub fn spawn_monitor<F, Fut>(&self, body: F) -> (Pid, Ref)
    where
        F: FnOnce(Context) -> Fut,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        let reference = self.system.make_ref();
        (life::start(&self.system, self.pid, Tie::Monitor(reference), body, Location::caller()), reference)
    }

    /// Ends this process with a reason, from wherever its code is. It never returns.
    pub async fn stop(&mut self, reason: impl Into<ExitReason>) -> ! {
        self.node().stop(self.pid, reason.into());
        loop {
            pending::<()>().await;
        }
    }

    /// Notes in the trace that this process, a supervisor, has started a child again.
    pub fn trace_restart(&self, child: Pid) {
        self.node().tell(self.pid, None, |node| Kind::Restart { child: node.label(child) });
    }

    // ---- links, monitors, exit signals

    /// Links this process with another. Is there no such process, an exit signal `noproc` comes.
    #[track_caller]
    pub fn link(&self, peer: Pid) {
        self.node().link(self.pid, peer, Location::caller());
    }

    /// Removes a link. No exit signal comes over it any more; an `EXIT` that has come stays in the mailbox.
    #[track_caller]
    pub fn unlink(&self, peer: Pid) {
        self.node().unlink(self.pid, peer, Location::caller());
    }

    /// Watches another process: when it ends, one [`Down`] comes. Has it ended already, `noproc` comes at once.
    #[track_caller]
    pub fn monitor(&self, process: Pid) -> Ref {
        let reference = self.system.make_ref();
        self.node().monitor(self.pid, reference, Target::Process(process), Location::caller());
        reference
    }

    /// Watches whoever has the name now. `Down` speaks of the name.
    #[track_caller]
    pub fn monitor_name(&self, name: &str) -> Ref {
        let reference = self.system.make_ref();
        let target = named_target(name, self.system.whereis(name));
        self.node().monitor(self.pid, reference, target, Location::caller());
        reference
    }

    /// Watches what a library for other nodes knows how to find: `monitor/2` with `{name, node}`.
    #[track_caller]
    pub fn monitor_target(&self, target: Target<Pid>) -> Ref {
        let reference = self.system.make_ref();
        self.node().monitor(self.pid, reference, target, Location::caller());
        reference
    }

    /// Stops watching. A [`Down`] that lies in the mailbox already goes or stays, as `flush` says.
    #[track_caller]
    pub fn demonitor(&mut self, reference: Ref, flush: Flush) {
        let at = Location::caller();
        if self.node().demonitor(self.pid, reference, flush, at) == Flush::Yes {
            self.discard(fits(|down: &Down| down.reference == reference));
        }
    }

    /// Takes the oldest message that fits out of the mailbox, if it has come.
    pub(crate) fn discard(&mut self, matches: impl FnMut(&Envelope) -> bool) {
        let _ = self.mailbox.messages(); // what has arrived lies in the save queue now
        if self.mailbox.take(matches).is_some() {
            self.mailbox.road().received();
        }
    }

    /// Sends an exit signal: `exit/2`. To oneself it takes effect at once, that is, at the next await.
    #[track_caller]
    pub fn exit(&self, to: Pid, reason: impl Into<ExitReason>) {
        if self.may_act() {
            self.node().exit(self.pid, to, reason.into(), Location::caller());
        }
    }

    /// Sets whether exit signals become [`Exit`](crate::Exit) messages, and says how it was.
    pub fn trap_exit(&self, trap_exit: TrapExit) -> TrapExit {
        let old = self.node().table.with(self.pid, |gate| std::mem::replace(&mut gate.trap_exit, trap_exit));
        old.unwrap_or_default()
    }

    // ---- names

    /// Gives this process a name.
    ///
    /// # Errors
    /// When the rules of [`names`] forbid it.
    #[track_caller]
    pub fn register(&self, name: &str) -> Result<(), NameError> {
        self.node().register(name, self.pid, Location::caller())
    }

    // ---- timers

    /// Sends `message` to `to` when `after` has passed. A name is looked up when the timer fires; a timer to a
    /// pid goes with its process.
    pub fn send_after(&self, after: Duration, to: impl Into<Dest>, message: impl Message) -> TimerId {
        let from = self.pid;
        self.system.start_later(after, to.into(), move |_| Envelope::new(from, message))
    }

    /// Like [`Context::send_after`]; the message comes as [`Timeout`], with the timer's id.
    pub fn start_timer(&self, after: Duration, to: impl Into<Dest>, message: impl Message) -> TimerId {
        let from = self.pid;
        let later = move |timer| Envelope::new(from, Timeout { timer, message });
        self.system.start_later(after, to.into(), later)
    }

    /// Stops a timer and says how much time it had left; `None` when it has fired or was cancelled before.
    pub fn cancel_timer(&self, timer: TimerId) -> Option<Duration> {
        self.node().clock.cancel(timer)
    }

    /// How much time a timer has left; `None` when it has fired or was cancelled.
    #[must_use]
    pub fn read_timer(&self, timer: TimerId) -> Option<Duration> {
        self.node().clock.read(timer)
    }
}

fn fits<T: Message>(mut matches: impl FnMut(&T) -> bool + Send) -> impl FnMut(&Envelope) -> bool + Send {
    move |envelope| envelope.peek::<T>().is_some_and(&mut matches)
}

fn opened<T: Message>(envelope: Envelope) -> T {
    envelope.open().expect("a message that fits a `T` is a `T`")
}
