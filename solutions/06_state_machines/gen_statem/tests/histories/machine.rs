//! The machine of a history: it looks its answers up in the table, and writes down what it was told.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gen_statem::{Action, Event, Init, StateMachine, Timer, Transition};
use process::{Context, ExitReason};

use crate::history::{Act, History, MOST, To};

pub struct Table {
    pub history: Arc<History>,
    pub lines: Arc<Mutex<Vec<String>>>,
    told: usize,
}

impl Table {
    pub fn new(history: Arc<History>, lines: Arc<Mutex<Vec<String>>>) -> Self {
        Self { history, lines, told: 0 }
    }

    fn say(&self, line: String) {
        self.lines.lock().expect("nobody panics while writing a line").push(line);
    }

    pub fn entered(&self, from: char, state: char) -> Vec<Action<Self>> {
        self.say(format!("  {from} -> {state}"));
        self.history.rule(state, "enter").actions.iter().map(action).collect()
    }

    pub fn answer(&mut self, state: char, event: &Event<Self>) -> Transition<Self> {
        let (kind, word) = match event {
            Event::Cast(word) => ("cast ", *word),
            Event::Internal(word) => ("internal ", *word),
            Event::Timeout(timer) => ("", name(*timer)),
            Event::Call((), _) | Event::Info(_) => unreachable!("nobody does this"),
        };
        self.say(format!("{state}: {kind}{word}"));
        self.told += 1;
        if self.told == MOST {
            return Transition::Stop(ExitReason::Normal, vec![]);
        }
        let rule = self.history.rule(state, word);
        let actions = rule.actions.iter().map(action).collect();
        match rule.to {
            To::Keep => Transition::Keep(actions),
            To::Repeat => Transition::Repeat(actions),
            To::Next(state) => Transition::Next(state, actions),
        }
    }
}

fn action(act: &Act) -> Action<Table> {
    match *act {
        Act::Postpone => Action::Postpone,
        Act::Insert(word) => Action::NextEvent(word),
        Act::Start(timer, after) => Action::Start(timer_of(timer), Duration::from_millis(after)),
        Act::Cancel(timer) => Action::Cancel(timer_of(timer)),
    }
}

fn timer_of(name: &'static str) -> Timer {
    match name {
        "state_timeout" => Timer::State,
        "timeout" => Timer::Event,
        name => Timer::Named(name),
    }
}

fn name(timer: Timer) -> &'static str {
    match timer {
        Timer::State => "state_timeout",
        Timer::Event => "timeout",
        Timer::Named(name) => name,
    }
}

impl StateMachine for Table {
    type State = char;
    type Args = Table;
    type Call = ();
    type Reply = ();
    type Cast = &'static str;

    async fn init(table: Table, _: &mut Context) -> Init<Self> {
        Init::Ok('a', table, vec![])
    }

    async fn enter(&mut self, from: char, state: char, _: &mut Context) -> Vec<Action<Self>> {
        self.entered(from, state)
    }

    async fn handle_event(&mut self, state: char, event: Event<Self>, _: &mut Context) -> Transition<Self> {
        self.answer(state, &event)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} events", self.told)
    }
}
