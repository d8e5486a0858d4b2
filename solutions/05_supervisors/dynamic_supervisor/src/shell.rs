//! The dynamic supervisor as a process: a GenServer that turns what happens into events, and carries out orders.
//!
//! Source: Elixir, `DynamicSupervisor`. Chapter: `supervisors`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use process::{Context, Down, Envelope, Exit, ExitReason, Pid, Target, TrapExit};
use supervisor::{ChildSpec, Count, Shutdown};
use tokio::time::Instant;

use crate::core::{Action, Event, Why, step};
use crate::event::DynamicError;
use crate::state::{ChildInfo, Flags, State};

/// The state of the server: the core, and when the supervisor began.
pub struct Shell {
    core: State,
    begun: Instant,
    /// Children that were told to end, and until when each may take.
    told: BTreeMap<Pid, Option<Instant>>,
    /// The same limits, the most urgent first.
    graces: BTreeSet<(Instant, Pid)>,
}

/// What the server is asked.
#[derive(Debug)]
pub enum Question {
    Start(ChildSpec),
    Terminate(Pid),
    Which,
    Count,
}

/// What it answers.
#[derive(Debug)]
pub enum Reply {
    Done(Result<Option<Pid>, DynamicError>),
    Children(Vec<ChildInfo>),
    Count(Count),
}

/// `{'$gen_restart', Pid}`.
#[derive(Debug)]
pub struct TryAgain(Pid);

/// What came of an event: an answer, an end, or neither.
#[derive(Default)]
struct Outcome {
    reply: Option<Result<Option<Pid>, DynamicError>>,
    stop: Option<ExitReason>,
}

impl GenServer for Shell {
    type Args = Flags;
    type Call = Question;
    type Reply = Reply;
    type Cast = TryAgain;
    type Continue = ();

    async fn init(flags: Flags, me: &mut Context) -> Init<Self> {
        me.trap_exit(TrapExit::Yes);
        Init::ok(Self {
            core: State::new(flags),
            begun: Instant::now(),
            told: BTreeMap::new(),
            graces: BTreeSet::new(),
        })
    }

    async fn handle_call(&mut self, question: Question, _: Client<Reply>, me: &mut Context) -> Answer<Self> {
        let event = match question {
            Question::Which => return Answer::reply(Reply::Children(self.core.which_children())),
            Question::Count => return Answer::reply(Reply::Count(self.core.count_children())),
            Question::Start(spec) => Event::StartAsked(spec),
            Question::Terminate(pid) => Event::TerminateAsked(pid),
        };
        let reply = self.carry_out(event, me).await.reply;
        Answer::reply(Reply::Done(reply.expect("the core answers every request")))
    }

    async fn handle_cast(&mut self, TryAgain(pid): TryAgain, me: &mut Context) -> Next<Self> {
        self.carry_out(Event::TryAgain(pid), me).await.next()
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
                Action::Start { spec, why } => {
                    let event = start(spec, why, me).await;
                    orders.append(&mut self.orders(event));
                }
                Action::Tell { pid, shutdown } => self.tell(pid, shutdown, me),
                Action::Await(pid) => self.wait_for(pid, me).await,
                Action::TryAgain(pid) => Server::<Self>::new(me.pid()).cast(me, TryAgain(pid)),
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

    // ANCHOR: tell
    /// Tells a child to end. From now on it is watched and no longer linked; an `EXIT` that has come already speaks
    /// of a child that the core has forgotten.
    fn tell(&mut self, pid: Pid, shutdown: Shutdown, me: &Context) {
        me.monitor(pid);
        me.unlink(pid);
        let (reason, grace) = shutdown.signal();
        me.exit(pid, reason);
        let until = grace.map(|grace| Instant::now() + grace);
        self.told.insert(pid, until);
        self.graces.extend(until.map(|until| (until, pid)));
    }
    // ANCHOR_END: tell

    // ANCHOR: wait_for
    /// Waits for a child that was told. Whoever ends before it is noted too: to look for one `Down` among those of a
    /// hundred thousand would take longer than their end. Whoever's grace is over is killed.
    async fn wait_for(&mut self, pid: Pid, me: &mut Context) {
        while self.told.contains_key(&pid) {
            let was_told = |down: &Down| who(down).is_some_and(|pid| self.told.contains_key(&pid));
            let down = match self.graces.first() {
                Some((until, _)) => me.receive_if_timeout(*until - Instant::now(), was_told).await,
                None => Some(me.receive_if(was_told).await),
            };
            if let Some(ended) = down.as_ref().and_then(who) {
                let until = self.told.remove(&ended).flatten();
                until.map(|until| self.graces.remove(&(until, ended)));
            } else if let Some((_, late)) = self.graces.pop_first() {
                me.exit(late, ExitReason::Kill);
            }
        }
    }
    // ANCHOR_END: wait_for
}

/// The process whose end this is.
fn who(down: &Down) -> Option<Pid> {
    match down.target {
        Target::Process(pid) => Some(pid),
        Target::Name(..) => None,
    }
}

async fn start(spec: ChildSpec, why: Why, me: &mut Context) -> Event {
    match spec.start(me).await {
        Ok(pid) => {
            if let (Why::Restart { .. }, Some(pid)) = (why, pid) {
                me.trace_restart(pid);
            }
            Event::Started { spec, why, pid }
        }
        Err(reason) => Event::NotStarted { spec, why, reason },
    }
}

impl Outcome {
    fn next(self) -> Next<Shell> {
        self.stop.map_or(Next::Receive, Next::Stop)
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { specs, active, .. } = self.core.count_children();
        write!(f, "{active} of {specs} children run")
    }
}
