//! The supervisor as a process: a GenServer that turns what happens into events for the core, and carries out orders.
//!
//! It traps exits, so the end of a child is a message. While it starts or ends a child it does nothing else: whoever
//! asks it something waits.
//!
//! Source: OTP, `supervisor.erl`. Chapter: `supervisors`.

use std::fmt;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use process::{Context, Down, Envelope, Exit, ExitReason, Pid, TrapExit};
use tokio::time::Instant;

use crate::core::step;
use crate::event::{Action, ChildError, Event, Request};
use crate::rules::Flags;
use crate::spec::{ChildId, ChildSpec, Shutdown};
use crate::state::{ChildInfo, Count, Doing, State};

/// The state of the server: the core, and when the supervisor began.
pub struct Shell {
    core: State,
    begun: Instant,
}

/// What the server is asked.
#[derive(Debug)]
pub enum Question {
    /// To do something with a child.
    Please(Request),
    /// `which_children`.
    Which,
    /// `count_children`.
    Count,
}

/// What it answers.
#[derive(Debug)]
pub enum Reply {
    Done(Result<Option<Pid>, ChildError>),
    Children(Vec<ChildInfo>),
    Count(Count),
}

/// `{try_again_restart, Id}`.
#[derive(Debug)]
pub struct TryAgain(ChildId);

/// What came of an event: an answer, an end, or neither.
#[derive(Default)]
struct Outcome {
    reply: Option<Result<Option<Pid>, ChildError>>,
    stop: Option<ExitReason>,
}

impl GenServer for Shell {
    type Args = (Flags, Vec<ChildSpec>);
    type Call = Question;
    type Reply = Reply;
    type Cast = TryAgain;
    type Continue = ();

    async fn init((flags, children): Self::Args, me: &mut Context) -> Init<Self> {
        if let Some(id) = duplicate(&children) {
            return Init::Stop(format!("{{start_spec, {{duplicate_child_name, {id}}}}}").as_str().into());
        }
        me.trap_exit(TrapExit::Yes);
        let mut shell = Self { core: State::new(flags, children), begun: Instant::now() };
        match shell.carry_out(Event::Begun, me).await.stop {
            Some(reason) => Init::Stop(reason),
            None => Init::ok(shell),
        }
    }

    async fn handle_call(&mut self, question: Question, _: Client<Reply>, me: &mut Context) -> Answer<Self> {
        Answer::reply(match question {
            Question::Which => Reply::Children(self.core.which_children()),
            Question::Count => Reply::Count(self.core.count_children(|pid| me.system().is_alive(pid))),
            Question::Please(request) => {
                let reply = self.carry_out(Event::Asked(request), me).await.reply;
                Reply::Done(reply.expect("the core answers every request"))
            }
        })
    }

    async fn handle_cast(&mut self, TryAgain(id): TryAgain, me: &mut Context) -> Next<Self> {
        self.carry_out(Event::TryAgain { id }, me).await.next()
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        match message.open::<Exit>() {
            Ok(Exit { from, reason }) => self.carry_out(Event::Exited { pid: from, reason }, me).await.next(),
            Err(_) => Next::Receive, // nobody should write to a supervisor; OTP logs it, ours is seen in the trace
        }
    }

    async fn terminate(&mut self, _: &ExitReason, me: &mut Context) {
        self.carry_out(Event::Ending, me).await;
    }
}

impl Shell {
    /// Tells the core what has happened, and does what it orders.
    async fn carry_out(&mut self, event: Event, me: &mut Context) -> Outcome {
        let mut outcome = Outcome::default();
        let mut orders = self.orders(event); // the next one stands last
        while let Some(order) = orders.pop() {
            match order {
                Action::Start(id) => {
                    let event = self.start(id, me).await;
                    if matches!(event, Event::NotStarted { .. }) {
                        orders.clear();
                    }
                    orders.append(&mut self.orders(event));
                }
                Action::End { pid, shutdown, .. } => end(me, pid, shutdown).await,
                Action::TryAgain(id) => Server::<Self>::new(me.pid()).cast(me, TryAgain(id)),
                Action::Reply(reply) => outcome.reply = Some(reply),
                Action::Stop(reason) => outcome.stop = Some(reason),
            }
        }
        outcome
    }

    fn orders(&mut self, event: Event) -> Vec<Action> {
        let mut orders = step(&mut self.core, event, self.begun.elapsed());
        orders.reverse();
        orders
    }

    async fn start(&mut self, id: ChildId, me: &mut Context) -> Event {
        let at = self.core.place_of(&id).expect("who is to start has a place");
        let spec = self.core.children[at].spec.clone();
        match spec.start(me).await {
            Ok(pid) => {
                if let (Doing::Restart, Some(pid)) = (self.core.doing, pid) {
                    me.trace_restart(pid);
                }
                Event::Started { id, pid }
            }
            Err(reason) => Event::NotStarted { id, reason },
        }
    }
}

/// Ends a child, and waits until it has ended. What its link still says about that is taken out of the mailbox.
async fn end(me: &mut Context, pid: Pid, shutdown: Shutdown) {
    let monitor = me.monitor(pid);
    let has_ended = |down: &Down| down.reference == monitor;
    let (reason, grace) = shutdown.signal();
    me.exit(pid, reason);
    let down = match grace {
        Some(grace) => me.receive_if_timeout(grace, has_ended).await,
        None => Some(me.receive_if(has_ended).await),
    };
    if down.is_none() {
        me.exit(pid, ExitReason::Kill);
        me.receive_if(has_ended).await;
    }
    me.unlink(pid);
    me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == pid).await;
}

/// The first id that stands twice among the children.
fn duplicate(children: &[ChildSpec]) -> Option<&ChildId> {
    let ids = || children.iter().map(|child| &child.id);
    ids().enumerate().find(|(at, id)| ids().take(*at).any(|earlier| earlier == *id)).map(|(_, id)| id)
}

impl Outcome {
    fn next(self) -> Next<Shell> {
        self.stop.map_or(Next::Receive, Next::Stop)
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        for child in &self.core.children {
            list.entry(&format_args!("{}: {:?}", child.spec.id, child.state));
        }
        list.finish()
    }
}
