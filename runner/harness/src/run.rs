//! A finished run: how it ended, what happened in it, and the lines it printed.

use trace::{Event, Kind, SEED_VARIABLE, Waiting};

use crate::deadlock::table;

/// How a simulated run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The main future returned.
    Finished(T),
    /// Nothing could run and no timer was set.
    Deadlock(Vec<Waiting>),
}

/// A finished run: its outcome and its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<T = ()> {
    /// The seed that decided the order.
    pub seed: u64,
    /// How it ended.
    pub outcome: Outcome<T>,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
}

impl<T> Run<T> {
    /// The transcript: every line a process printed with [`World::say`](crate::World::say), in order.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.events.iter().filter_map(|event| match &event.kind {
            Kind::Note { line } => Some(line.clone()),
            _ => None,
        })
    }

    /// What `process` did, and what happened to it, in order.
    pub fn of<'a>(&'a self, process: &'a str) -> impl Iterator<Item = &'a Event> + 'a {
        self.events.iter().filter(move |event| event.process == process)
    }

    /// Which processes ended and why, in order: `("server", "boom")`.
    pub fn exits(&self) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.events.iter().filter_map(|event| match &event.kind {
            Kind::Exit { reason } => Some((event.process.as_str(), reason.as_str())),
            _ => None,
        })
    }

    /// Whether the run ended in a deadlock.
    #[must_use]
    pub fn is_deadlock(&self) -> bool {
        matches!(self.outcome, Outcome::Deadlock(_))
    }

    /// What the main future returned.
    ///
    /// # Panics
    /// When the run ended in a deadlock, with a table of who waits for whom.
    #[track_caller]
    pub fn finished(self) -> T {
        match self.outcome {
            Outcome::Finished(value) => value,
            Outcome::Deadlock(waiting) => {
                panic!(
                    "deadlock with seed {}: nothing can run and no timer is set\n{}",
                    self.seed,
                    table(&waiting)
                )
            }
        }
    }
}

/// The seeds a check tries: 1 to `n`, or the one that `replay` asks for.
pub fn seeds(n: u64) -> impl Iterator<Item = u64> {
    let asked = std::env::var(SEED_VARIABLE).ok().and_then(|seed| seed.parse().ok());
    let range = asked.map_or(1..=n, |seed: u64| seed..=seed);
    range.into_iter()
}
