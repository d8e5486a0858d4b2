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

// ANCHOR: order
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
// ANCHOR_END: order

impl StateMachine for Order {
    type State = State;
    type Args = Services;
    type Call = Ask;
    type Reply = State;
    type Cast = Word;

    async fn init(services: Services, _: &mut Context) -> Init<Self> {
        // ANCHOR: cut_deadline
        let deadline = vec![Action::Start(Timer::Named("deadline"), DEADLINE)];
        // ANCHOR_END: cut_deadline => // TODO deadline: a time-out that runs on through all states
        // ANCHOR_END: cut_deadline => let deadline = vec![];
        Init::Ok(State::Pending, Self { services, attempt: 0 }, deadline)
    }

    // ANCHOR: enter
    async fn enter(&mut self, from: State, state: State, me: &mut Context) -> Vec<Action<Self>> {
        if from == state {
            self.attempt += 1;
        } else {
            self.attempt = 1;
            me.send(self.services.journal, Moved { from, to: state });
        }
        let Services { payment, warehouse, .. } = self.services;
        match state {
            // ANCHOR: cut_pay
            State::Pending => me.send(payment, Request::Charge(self.attempt)),
            // ANCHOR_END: cut_pay => // TODO pay: ask the service for the word this state waits for
            // ANCHOR_END: cut_pay => State::Pending => todo!("pay: ask {payment} with `Request::Charge`"),
            State::Authorized => me.send(warehouse, Request::Ship(self.attempt)),
            // ANCHOR: cut_compensate
            State::Recalling => me.send(warehouse, Request::Recall(self.attempt)),
            State::Refunding => me.send(payment, Request::Refund(self.attempt)),
            // ANCHOR_END: cut_compensate => State::Recalling => todo!("compensate: ask with `Request::Recall`"),
            // ANCHOR_END: cut_compensate => State::Refunding => todo!("compensate: ask with `Request::Refund`"),
            State::Shipped | State::Cancelled => return vec![Action::Cancel(Timer::Named("deadline"))],
        }
        vec![Action::Start(Timer::State, self.patience())]
    }
    // ANCHOR_END: enter

    // ANCHOR: handle
    async fn handle_event(&mut self, state: State, event: Event<Self>, _: &mut Context) -> Transition<Self> {
        match (state, event) {
            (state, Event::Call(Ask::Status, from)) => Transition::reply(from, state),
            // ANCHOR: cut_cancel
            (State::Shipped | State::Cancelled, Event::Call(Ask::Cancel, from)) => {
                Transition::reply(from, state)
            }
            (State::Authorized, Event::Call(Ask::Cancel, _)) => {
                Transition::Next(State::Recalling, vec![Action::Postpone])
            }
            (_, Event::Call(Ask::Cancel, _)) => Transition::postpone(),
            // ANCHOR_END: cut_cancel => // TODO cancel: in which states is the answer certain, in which can we do something about it, and in which
            // ANCHOR_END: cut_cancel => // can we only wait?
            // ANCHOR_END: cut_cancel => (_, Event::Call(Ask::Cancel, _)) => todo!("cancel: {state}"),
            // ANCHOR: cut_deadline
            (State::Pending, Event::Timeout(Timer::Named(_))) => Transition::next(State::Refunding),
            (State::Authorized, Event::Timeout(Timer::Named(_))) => Transition::next(State::Recalling),
            // ANCHOR_END: cut_deadline => // TODO deadline: two states can still be left for another
            // ANCHOR: cut_pay
            (State::Pending, Event::Cast(Word::Paid)) => Transition::next(State::Authorized),
            (State::Pending, Event::Cast(Word::Declined)) => Transition::next(State::Cancelled),
            (State::Pending, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
                Transition::Repeat(vec![])
            }
            (State::Pending, Event::Timeout(Timer::State)) => Transition::next(State::Refunding),
            // ANCHOR_END: cut_pay => // TODO pay: paid, declined, silence; after `TRIES` attempts: has the money been taken, or has it not?
            // ANCHOR_END: cut_pay => (State::Pending, event) => todo!("pay: {event:?}"),
            // ANCHOR: cut_ship
            (State::Authorized, Event::Cast(Word::Shipped)) => Transition::next(State::Shipped),
            (State::Authorized, Event::Cast(Word::OutOfStock)) => Transition::next(State::Refunding),
            (State::Authorized, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
                Transition::Repeat(vec![])
            }
            (State::Authorized, Event::Timeout(Timer::State)) => Transition::next(State::Recalling),
            // ANCHOR_END: cut_ship => // TODO ship: shipped, out of stock, silence; after `TRIES` attempts: is the parcel on its way?
            // ANCHOR_END: cut_ship => (State::Authorized, event) => todo!("ship: {event:?}"),
            // ANCHOR: cut_compensate
            (State::Recalling, Event::Cast(Word::Shipped)) => Transition::next(State::Shipped),
            (State::Recalling, Event::Cast(Word::Released | Word::OutOfStock)) => {
                Transition::next(State::Refunding)
            }
            (State::Refunding, Event::Cast(Word::Refunded)) => Transition::next(State::Cancelled),
            (State::Recalling | State::Refunding, Event::Timeout(Timer::State)) => Transition::Repeat(vec![]),
            // ANCHOR_END: cut_compensate => // TODO compensate: stopped or on its way; given back; silence. May we give up here?
            // ANCHOR_END: cut_compensate => (State::Recalling | State::Refunding, event) => todo!("compensate: {event:?}"),
            _ => Transition::keep(), // a word that came late, or twice
        }
    }
    // ANCHOR_END: handle
}

impl Order {
    // ANCHOR: patience
    /// How long this attempt may take.
    fn patience(&self) -> Duration {
        // ANCHOR: cut_pay
        let doubled = 1_u32.checked_shl(self.attempt - 1).unwrap_or(u32::MAX);
        FIRST.saturating_mul(doubled).min(LONGEST)
        // ANCHOR_END: cut_pay => // TODO pay: `FIRST`, and twice as long each time; `LONGEST` at most, however many attempts there were
        // ANCHOR_END: cut_pay => let _ = (LONGEST, TRIES, self.attempt);
        // ANCHOR_END: cut_pay => FIRST
    }
    // ANCHOR_END: patience
}
