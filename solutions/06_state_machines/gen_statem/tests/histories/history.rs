//! Random machines, and random histories of them. The same seed gives the same history.
//!
//! A machine is a table: what it answers to each event in each state. A history is its table and what is told when, as
//! a text that `replay.exs` reads too. On the BEAM time is real, so nothing happens there within a few milliseconds of
//! something else: a history in which it would is thrown away.

use std::fmt;

use harness::Rng;

/// A history: the machine, and when it is told what.
#[derive(Clone, Debug)]
pub struct History {
    pub rules: Vec<Rule>,
    /// A moment in milliseconds, and the events that are told then, at once.
    pub steps: Vec<(u64, Vec<&'static str>)>,
    pub end: u64,
}

/// What a machine answers: in this state, to this event, or to its enter call.
#[derive(Clone, Debug)]
pub struct Rule {
    pub state: char,
    pub event: &'static str,
    pub to: To,
    pub actions: Vec<Act>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum To {
    Keep,
    Repeat,
    Next(char),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    Postpone,
    Insert(&'static str),
    Start(&'static str, u64),
    Cancel(&'static str),
}

const STATES: [char; 3] = ['a', 'b', 'c'];
const TOLD: [&str; 3] = ["x", "y", "z"];
pub const TIMERS: [&str; 3] = ["state_timeout", "timeout", "n"];

/// A machine ends after so many events: some would never come to rest.
pub const MOST: usize = 60;

/// A candidate; whether it is a history, its times say.
pub fn candidate(rng: &mut Rng) -> History {
    // A time-out is always of zero or never: see `zero_replaced` in `beam.exs`.
    let zero = TIMERS.map(|_| rng.below(4) == 0);
    let mut rules = Vec::new();
    for state in STATES {
        rules.push(Rule { state, event: "enter", to: To::Keep, actions: timers(rng, zero) });
        for event in TOLD.iter().chain(&TIMERS) {
            let to = match rng.below(20) {
                0..9 => To::Keep,
                9..11 => To::Repeat,
                _ => To::Next(STATES[rng.below(3)]),
            };
            let mut actions = timers(rng, zero);
            if rng.below(4) == 0 {
                actions.push(Act::Postpone);
            }
            for _ in 0..rng.below(8).saturating_sub(5) {
                actions.insert(rng.below(actions.len() + 1), Act::Insert(TOLD[rng.below(3)]));
            }
            rules.push(Rule { state, event, to, actions });
        }
    }
    let (mut steps, mut at) = (Vec::new(), 0);
    for _ in 0..3 + rng.below(6) {
        steps.push((at, (0..1 + rng.below(3)).map(|_| TOLD[rng.below(3)]).collect()));
        at += 20 + rng.below(100) as u64;
    }
    History { rules, steps, end: at + 200 }
}

fn timers(rng: &mut Rng, zero: [bool; 3]) -> Vec<Act> {
    let one = |rng: &mut Rng| {
        let which = rng.below(3);
        match rng.below(5) {
            0 => Act::Cancel(TIMERS[which]),
            _ if zero[which] => Act::Start(TIMERS[which], 0),
            _ => Act::Start(TIMERS[which], 20 + rng.below(150) as u64),
        }
    };
    (0..rng.below(5).saturating_sub(2)).map(|_| one(rng)).collect()
}

impl History {
    /// The answer to an event.
    pub fn rule(&self, state: char, event: &str) -> &Rule {
        let fits = |rule: &&Rule| rule.state == state && rule.event == event;
        self.rules.iter().find(fits).expect("there is a rule for each event in each state")
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Rule { state, event, to, actions } in &self.rules {
            write!(f, "rule {state} {event} ")?;
            match to {
                To::Keep => f.write_str("keep")?,
                To::Repeat => f.write_str("repeat")?,
                To::Next(state) => write!(f, "{state}")?,
            }
            for action in actions {
                match action {
                    Act::Postpone => f.write_str(" postpone")?,
                    Act::Insert(event) => write!(f, " insert:{event}")?,
                    Act::Start(timer, after) => write!(f, " start:{timer}:{after}")?,
                    Act::Cancel(timer) => write!(f, " cancel:{timer}")?,
                }
            }
            writeln!(f)?;
        }
        for (at, told) in &self.steps {
            writeln!(f, "tell {at} {}", told.join(" "))?;
        }
        writeln!(f, "end {}", self.end)
    }
}
