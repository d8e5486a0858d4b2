//! An order: from its payment to its parcel, or back to where it began.
//!
//! Each state waits for one word of one service. Its enter call asks for that word and sets a time; when the time is
//! over, the state is repeated, and so the question. Whoever gives up undoes first what was done last.
//!
//! Left out: writing down what was done. An order that crashes forgets; chapter 31 keeps events.
//! Source: H. Garcia-Molina and K. Salem, "Sagas", 1987. Chapter: `state_machines`.

use std::time::Duration;

use gen_statem::{Action, Event, Init, StateMachine, Timer, Transition};
use process::{Context, Pid};

use crate::words::{Ask, Moved, Request, State, Word};

/// How long the first attempt may take. Each further one may take twice as long as the one before.
pub const FIRST: Duration = Duration::from_secs(1);

/// No attempt gets longer than this.
pub const LONGEST: Duration = Duration::from_secs(60);

/// How often we ask for something that we can do without.
pub const TRIES: u32 = 3;

/// How long the customer waits for the parcel to leave.
pub const DEADLINE: Duration = Duration::from_secs(8);

/// What an order knows besides its state.
#[derive(Debug)]
pub struct Order {
    services: Services,
    /// The number of the attempt in this state, from 1.
    attempt: u32,
}

/// Whom an order talks to.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "three processes")]
pub struct Services {
    pub payment: Pid,
    pub warehouse: Pid,
    /// Gets the transition log.
    pub journal: Pid,
}

impl StateMachine for Order {
    type State = State;
    type Args = Services;
    type Call = Ask;
    type Reply = State;
    type Cast = Word;

    async fn init(services: Services, _: &mut Context) -> Init<Self> {
        // TODO deadline: a time-out that runs on through all states
        let deadline = vec![];
        Init::Ok(State::Pending, Self { services, attempt: 0 }, deadline)
    }

    async fn enter(&mut self, from: State, state: State, me: &mut Context) -> Vec<Action<Self>> {
        if from == state {
            self.attempt += 1;
        } else {
            self.attempt = 1;
            me.send(self.services.journal, Moved { from, to: state });
        }
        let Services { payment, warehouse, .. } = self.services;
        match state {
            // TODO pay: ask the service for the word this state waits for
            State::Pending => todo!("pay: ask {payment} with `Request::Charge`"),
            State::Authorized => me.send(warehouse, Request::Ship(self.attempt)),
            State::Recalling => todo!("compensate: ask with `Request::Recall`"),
            State::Refunding => todo!("compensate: ask with `Request::Refund`"),
            State::Shipped | State::Cancelled => return vec![Action::Cancel(Timer::Named("deadline"))],
        }
        vec![Action::Start(Timer::State, self.patience())]
    }

    async fn handle_event(&mut self, state: State, event: Event<Self>, _: &mut Context) -> Transition<Self> {
        match (state, event) {
            (state, Event::Call(Ask::Status, from)) => Transition::reply(from, state),
            // TODO cancel: in which states is the answer certain, in which can we do something about it, and in which
            // can we only wait?
            (_, Event::Call(Ask::Cancel, _)) => todo!("cancel: {state}"),
            // TODO deadline: two states can still be left for another
            // TODO pay: paid, declined, silence; after `TRIES` attempts: has the money been taken, or has it not?
            (State::Pending, event) => todo!("pay: {event:?}"),
            // TODO ship: shipped, out of stock, silence; after `TRIES` attempts: is the parcel on its way?
            (State::Authorized, event) => todo!("ship: {event:?}"),
            // TODO compensate: stopped or on its way; given back; silence. May we give up here?
            (State::Recalling | State::Refunding, event) => todo!("compensate: {event:?}"),
            _ => Transition::keep(), // a word that came late, or twice
        }
    }
}

impl Order {
    /// How long this attempt may take.
    fn patience(&self) -> Duration {
        // TODO pay: `FIRST`, and twice as long each time; `LONGEST` at most, however many attempts there were
        let _ = (LONGEST, TRIES, self.attempt);
        FIRST
    }
}
