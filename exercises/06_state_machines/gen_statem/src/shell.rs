//! The machine as a process: a GenServer that turns messages into facts, and carries out what the core orders.
//!
//! Source: OTP, `gen_statem`, `loop/3`. Chapter: `state_machines`.

use std::collections::BTreeMap;
use std::fmt;

use gen_server::{Answer, Client, GenServer, Next};
use process::{Context, Envelope, ExitReason, TimerId};

use crate::behaviour::{Action, Event, Init, StateMachine};
use crate::core::{Core, Fact, Order, TimerNumber, step};

/// The state of the server: the core, the data, and the timers of the clock.
pub struct Shell<M: StateMachine> {
    core: Core<M>,
    data: M,
    clocks: BTreeMap<TimerNumber, TimerId>,
}

/// What a timer sends.
struct Ring(TimerNumber);

impl<M: StateMachine> GenServer for Shell<M> {
    type Args = M::Args;
    type Call = M::Call;
    type Reply = M::Reply;
    type Cast = M::Cast;
    type Continue = Vec<Action<M>>;

    async fn init(args: M::Args, me: &mut Context) -> gen_server::Init<Self> {
        match M::init(args, me).await {
            Init::Ok(state, data, actions) => {
                let shell = Self { core: Core::new(state), data, clocks: BTreeMap::new() };
                gen_server::Init::Ok(shell, Next::Continue(actions))
            }
            Init::Ignore => gen_server::Init::Ignore,
            Init::Stop(reason) => gen_server::Init::Stop(reason),
        }
    }

    async fn handle_continue(&mut self, actions: Vec<Action<M>>, me: &mut Context) -> Next<Self> {
        self.carry_out(Fact::Begun(actions), me).await
    }

    async fn handle_call(
        &mut self,
        request: M::Call,
        from: Client<M::Reply>,
        me: &mut Context,
    ) -> Answer<Self> {
        Answer::NoReply(self.carry_out(Fact::Came(Event::Call(request, from)), me).await)
    }

    async fn handle_cast(&mut self, word: M::Cast, me: &mut Context) -> Next<Self> {
        self.carry_out(Fact::Came(Event::Cast(word)), me).await
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let fact = match message.open() {
            Ok(Ring(number)) => {
                self.clocks.remove(&number);
                Some(Fact::Rang(number))
            }
            Err(message) => M::info(message).map(|word| Fact::Came(Event::Info(word))),
        };
        match fact {
            Some(fact) => self.carry_out(fact, me).await,
            None => Next::Receive,
        }
    }

    async fn terminate(&mut self, reason: &ExitReason, me: &mut Context) {
        self.data.terminate(reason, self.core.state().clone(), me).await;
    }
}

impl<M: StateMachine> Shell<M> {
    /// Tells the core what has happened, does what it orders, and tells it what came of that.
    async fn carry_out(&mut self, mut fact: Fact<M>, me: &mut Context) -> Next<Self> {
        loop {
            let mut then = None;
            for order in step(&mut self.core, fact) {
                match order {
                    Order::Reply(client, reply) => client.reply(me, reply),
                    Order::SetTimer(number, after) => {
                        self.clocks.insert(number, me.send_after(after, me.pid(), Ring(number)));
                    }
                    Order::CancelTimer(number) => {
                        let clock = self.clocks.remove(&number);
                        clock.map(|clock| me.cancel_timer(clock));
                    }
                    last => then = Some(last),
                }
            }
            let state = self.core.state().clone();
            fact = match then.expect("the last order says how it goes on") {
                Order::Handle(event) => Fact::Answered(self.data.handle_event(state, event, me).await),
                Order::Enter { from } => Fact::Entered(self.data.enter(from, state, me).await),
                Order::Stop(reason) => return Next::Stop(reason),
                _ => return Next::Receive,
            };
        }
    }
}

impl<M: StateMachine> fmt::Debug for Shell<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}; {:?}", self.core, self.data)
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timer rings")
    }
}
