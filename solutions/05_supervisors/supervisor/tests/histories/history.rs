//! Random histories of a supervisor: its children, and what happens to them. The same seed gives the same history.
//!
//! A history is a text, one step on each line; `replay.exs` reads it too.

use harness::Rng;

/// What can happen; it prints as its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The supervisor's flags: strategy, `max_restarts`, `max_seconds`.
    Flags { strategy: &'static str, max_restarts: usize, max_seconds: u64 },
    /// One of the children it begins with.
    Child(Spec),
    /// How the next starts of a child end, in order; all others end well.
    Plan { id: char, outcomes: Vec<&'static str> },
    /// The supervisor is started.
    Begin,
    /// A child ends itself.
    Exit { id: char, reason: &'static str },
    /// Two children end before the supervisor hears of either.
    Together { first: (char, &'static str), second: (char, &'static str) },
    /// Somebody who is not its parent sends the supervisor an exit signal.
    Stranger { reason: &'static str },
    /// So many seconds pass.
    Later { seconds: u64 },
    /// Something is asked.
    Ask(Ask),
    /// Something is asked while the next start is under way.
    Meanwhile(Ask),
    /// The supervisor is stopped with this reason.
    Stop { reason: &'static str },
    /// Its parent ends with this reason.
    Parent { reason: &'static str },
}

/// A child: id, restart type, shutdown, and how it behaves when it is told to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    pub id: char,
    pub restart: &'static str,
    pub shutdown: &'static str,
    /// `polite` traps exits and ends when told; `stubborn` traps exits and does not; `plain` traps nothing.
    pub manner: &'static str,
}

/// A question to the supervisor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    StartChild(Spec),
    TerminateChild(char),
    RestartChild(char),
    DeleteChild(char),
    WhichChildren,
    CountChildren,
}

/// The children that a history may have from the beginning, and those that may come later.
const IDS: [char; 6] = ['a', 'b', 'c', 'd', 'e', 'f'];

const REASONS: [&str; 5] = ["normal", "shutdown", "moved", "boom", "kill"];

/// The history of this seed.
#[must_use]
pub fn history(seed: u64) -> Vec<Step> {
    let rng = &mut Rng::new(seed);
    let max_seconds = pick(rng, &[1, 2, 5, 1_000_000]);
    let mut steps = vec![Step::Flags {
        strategy: pick(rng, &["one_for_one", "one_for_all", "rest_for_one"]),
        max_restarts: pick(rng, &[0, 1, 2, 3, 5, 5, 20, 20]),
        max_seconds,
    }];
    let children = 2 + rng.below(4);
    let ids = &IDS[..=children]; // and one that may be started later
    steps.extend(IDS[..children].iter().map(|id| Step::Child(spec(rng, *id))));
    if rng.below(5) == 0 {
        steps.push(plan(rng, ids));
    }
    steps.push(Step::Begin);
    for _ in 0..4 + rng.below(20) {
        if rng.below(8) == 0 {
            steps.extend(trouble(rng, ids));
        } else {
            steps.push(happening(rng, ids, max_seconds));
        }
    }
    let reason = pick(rng, &["normal", "shutdown", "boom"]);
    let parents = pick(rng, &["shutdown", "boom", "kill"]);
    steps.push(pick(rng, &[Step::Stop { reason }, Step::Parent { reason: parents }]));
    steps
}

fn happening(rng: &mut Rng, ids: &[char], max_seconds: u64) -> Step {
    match rng.below(20) {
        0..7 => Step::Exit { id: pick(rng, ids), reason: pick(rng, &REASONS) },
        7 => Step::Together {
            first: (pick(rng, ids), pick(rng, &REASONS)),
            second: (pick(rng, ids), pick(rng, &REASONS)),
        },
        8 => Step::Stranger { reason: pick(rng, &REASONS[1..4]) },
        9..11 => Step::Later { seconds: pick(rng, &[1, max_seconds, max_seconds + 1]).min(10) },
        11..14 => plan(rng, ids),
        14 => Step::Meanwhile(ask(rng, ids)),
        _ => Step::Ask(ask(rng, ids)),
    }
}

/// A child crashes, its restart fails, and while that is tried again somebody asks about it.
fn trouble(rng: &mut Rng, ids: &[char]) -> [Step; 3] {
    let id = pick(rng, ids);
    let outcomes = vec!["error"; 1 + rng.below(3)];
    let meanwhile = match pick(rng, &[None, Some(id)]) {
        Some(id) => ask_about(rng, id),
        None => ask(rng, ids),
    };
    [Step::Plan { id, outcomes }, Step::Meanwhile(meanwhile), Step::Exit { id, reason: "boom" }]
}

fn plan(rng: &mut Rng, ids: &[char]) -> Step {
    let outcomes = (0..1 + rng.below(3)).map(|_| pick(rng, &["ok", "ignore", "error", "error"])).collect();
    Step::Plan { id: pick(rng, ids), outcomes }
}

fn ask(rng: &mut Rng, ids: &[char]) -> Ask {
    let id = pick(rng, ids);
    ask_about(rng, id)
}

fn ask_about(rng: &mut Rng, id: char) -> Ask {
    match rng.below(9) {
        0..2 => Ask::StartChild(spec(rng, id)),
        2..4 => Ask::TerminateChild(id),
        4..6 => Ask::RestartChild(id),
        6 => Ask::DeleteChild(id),
        7 => Ask::WhichChildren,
        _ => Ask::CountChildren,
    }
}

fn spec(rng: &mut Rng, id: char) -> Spec {
    // Who does not end when told has little time, so that the BEAM does not wait long; who does has enough.
    let (shutdown, manner) = pick(
        rng,
        &[
            ("5000", "polite"),
            ("infinity", "polite"),
            ("brutal_kill", "polite"),
            ("10", "stubborn"),
            ("5000", "plain"),
        ],
    );
    Spec { id, restart: pick(rng, &["permanent", "permanent", "transient", "temporary"]), shutdown, manner }
}

fn pick<T: Clone>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.below(from.len())].clone()
}

/// The history as `replay.exs` reads it.
#[must_use]
pub fn text(seed: u64) -> String {
    let lines = history(seed).iter().map(|step| format!("{step}\n")).collect::<String>();
    format!("history {seed}\n{lines}")
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flags { strategy, max_restarts, max_seconds } => {
                write!(f, "flags {strategy} {max_restarts} {max_seconds}")
            }
            Self::Child(spec) => write!(f, "child {spec}"),
            Self::Plan { id, outcomes } => write!(f, "plan {id} {}", outcomes.join(" ")),
            Self::Begin => f.write_str("begin"),
            Self::Exit { id, reason } => write!(f, "exit {id} {reason}"),
            Self::Together { first, second } => {
                write!(f, "together {} {} {} {}", first.0, first.1, second.0, second.1)
            }
            Self::Stranger { reason } => write!(f, "stranger {reason}"),
            Self::Later { seconds } => write!(f, "later {seconds}"),
            Self::Ask(ask) => write!(f, "{ask}"),
            Self::Meanwhile(ask) => write!(f, "meanwhile {ask}"),
            Self::Stop { reason } => write!(f, "stop {reason}"),
            Self::Parent { reason } => write!(f, "parent {reason}"),
        }
    }
}

impl std::fmt::Display for Spec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.id, self.restart, self.shutdown, self.manner)
    }
}

impl std::fmt::Display for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::StartChild(spec) => write!(f, "start_child {spec}"),
            Self::TerminateChild(id) => write!(f, "terminate_child {id}"),
            Self::RestartChild(id) => write!(f, "restart_child {id}"),
            Self::DeleteChild(id) => write!(f, "delete_child {id}"),
            Self::WhichChildren => f.write_str("which_children"),
            Self::CountChildren => f.write_str("count_children"),
        }
    }
}
