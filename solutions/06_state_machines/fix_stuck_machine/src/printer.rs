//! A printer: it wakes its device, prints one page after the other, and lets everybody else wait for their turn.
//!
//! For each state there is a way out that needs nobody's word: a time-out, or an answer that can be given at once. What
//! was postponed in it therefore comes back.
//!
//! Source: OTP Design Principles, "`gen_statem` Behaviour", "Postponing Events" and "State Time-Outs". Chapter:
//! `state_machines`.

use std::time::Duration;

use gen_statem::{Action, Client, Event, Init, StateMachine, Timer, Transition};
use process::{Context, Down, Envelope, Pid};

use crate::words::{Order, Print, PrintError, State, Word};

/// How long the device may take to wake up.
pub const WAKING: Duration = Duration::from_secs(1);

/// How long it may take for a page.
pub const PRINTING: Duration = Duration::from_secs(2);

/// How often we try to wake it.
pub const TRIES: u32 = 3;

// ANCHOR: printer
/// What a printer knows besides its state.
#[derive(Debug)]
pub struct Printer {
    device: Pid,
    /// The number of the attempt to wake the device, from 1.
    attempt: u32,
    /// The page that is printed, or was printed last.
    page: u64,
    /// Who waits for this page.
    client: Option<Client<Result<u64, PrintError>>>,
}
// ANCHOR_END: printer

impl StateMachine for Printer {
    type State = State;
    type Args = Pid;
    type Call = Print;
    type Reply = Result<u64, PrintError>;
    type Cast = Word;

    async fn init(device: Pid, me: &mut Context) -> Init<Self> {
        me.monitor(device);
        Init::Ok(State::Waking, Self { device, attempt: 0, page: 0, client: None }, vec![])
    }

    // ANCHOR: enter
    async fn enter(&mut self, from: State, state: State, me: &mut Context) -> Vec<Action<Self>> {
        match state {
            State::Waking => {
                self.attempt = if from == state { self.attempt + 1 } else { 1 };
                me.send(self.device, Order::Wake(self.attempt));
                // ANCHOR: cut_wake
                vec![Action::Start(Timer::State, WAKING)]
                // ANCHOR_END: cut_wake => let _ = (WAKING, TRIES);
                // ANCHOR_END: cut_wake => vec![]
            }
            State::Printing => {
                // ANCHOR: cut_print
                vec![Action::Start(Timer::State, PRINTING)]
                // ANCHOR_END: cut_print => let _ = (PRINTING, Timer::State);
                // ANCHOR_END: cut_print => vec![]
            }
            State::Ready | State::Offline => vec![],
        }
    }
    // ANCHOR_END: enter

    // ANCHOR: handle
    async fn handle_event(&mut self, state: State, event: Event<Self>, me: &mut Context) -> Transition<Self> {
        match (state, event) {
            (State::Waking, Event::Cast(Word::Awake)) => Transition::next(State::Ready),
            (State::Waking | State::Ready, Event::Cast(Word::OutOfPaper)) => Transition::next(State::Offline),
            (State::Ready, Event::Call(Print(text), from)) => {
                self.page += 1;
                self.client = Some(from);
                me.send(self.device, Order::Print(self.page, text));
                Transition::next(State::Printing)
            }
            (State::Printing, Event::Cast(Word::Printed(page))) if page == self.page => {
                Transition::Next(State::Ready, self.answer(Ok(page)))
            }
            // ANCHOR: cut_wake
            (State::Waking, Event::Timeout(Timer::State)) if self.attempt < TRIES => {
                Transition::Repeat(vec![])
            }
            (State::Waking, Event::Timeout(Timer::State)) => Transition::next(State::Offline),
            // ANCHOR_END: cut_wake => // TODO: which states are only left at somebody's word? Which events have no row?
            // ANCHOR: cut_print
            (State::Printing, Event::Timeout(Timer::State)) => {
                Transition::Next(State::Waking, self.answer(Err(PrintError::NoAnswer)))
            }
            // ANCHOR_END: cut_print
            // ANCHOR: cut_gone
            (_, Event::Info(Word::Gone)) => {
                Transition::Next(State::Offline, self.answer(Err(PrintError::Offline)))
            }
            // ANCHOR_END: cut_gone
            // ANCHOR: cut_offline
            (State::Offline, Event::Call(_, from)) => Transition::reply(from, Err(PrintError::Offline)),
            // ANCHOR_END: cut_offline
            (_, Event::Call(..)) => Transition::postpone(),
            _ => Transition::keep(),
        }
    }
    // ANCHOR_END: handle

    fn info(message: Envelope) -> Option<Word> {
        message.is::<Down>().then_some(Word::Gone)
    }
}

impl Printer {
    /// The action that answers whoever waits for the page, if somebody does.
    fn answer(&mut self, result: Result<u64, PrintError>) -> Vec<Action<Self>> {
        self.client.take().map(|client| Action::Reply(client, result)).into_iter().collect()
    }
}
