//! One thing that happened in a run: who, what, when, and the source line that did it.
//!
//! Times are virtual (the paused clock of the harness), names are logical (`a`, `server`, `<0.3.0>`), so that
//! the same program with the same seed gives the same events, byte for byte.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Receives the events of a system, in order. Cheap to clone; must not block.
pub type Tracer = Arc<dyn Fn(Event) + Send + Sync>;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Virtual microseconds since the start of the run.
    pub at: u64,
    /// Name of the process that did it, or to which it happened.
    pub process: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: Kind,
    /// The line of code that caused it, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What can happen. Reasons and labels are already text: a trace is for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are named by the sentence above each variant")]
pub enum Kind {
    /// The process started `child`.
    Spawn { child: String },
    /// The process sent a message to the process or name `to`; `label` is the message, as text.
    Send { to: String, label: String },
    /// The process took a message out of its mailbox; `from` is its sender, where known.
    Receive { from: Option<String>, label: String },
    /// The process began to wait; `what` says for what (`receive`, `call server`), `whom` names the one it waits for.
    Wait { what: String, whom: Option<String> },
    /// A message or signal was dropped: the receiver `to` does not exist.
    Dropped { to: String, label: String },
    /// The process linked itself `with` another.
    Link { with: String },
    /// The process removed its link `with` another.
    Unlink { with: String },
    /// The process began to monitor the process or name `of`.
    Monitor { of: String },
    /// The process stopped monitoring the process or name `of`.
    Demonitor { of: String },
    /// The process received `DOWN` for the monitored process `of`, which exited with `reason`.
    Down { of: String, reason: String },
    /// An exit signal with `reason` went from this process `to` another.
    ExitSignal { to: String, reason: String },
    /// The process ended, for this reason.
    Exit { reason: String },
    /// A supervisor restarted `child`.
    Restart { child: String },
    /// The process registered (`true`) or lost (`false`) a name.
    Name { name: String, registered: bool },
    /// A line of the transcript.
    Note { line: String },
}

/// One sentence, in the terms of the manual: `b receives DOWN of a: boom`. A transcript may be made of these.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let process = &self.process;
        match &self.kind {
            Kind::Spawn { child } => write!(f, "{process} spawns {child}"),
            Kind::Send { to, label } => write!(f, "{process} sends {to}: {label}"),
            Kind::Receive { from: Some(from), label } => write!(f, "{process} receives {label} from {from}"),
            Kind::Receive { from: None, label } => write!(f, "{process} receives {label}"),
            Kind::Wait { what, whom: Some(whom) } if !what.ends_with(whom.as_str()) => {
                write!(f, "{process} waits in {what} for {whom}")
            }
            Kind::Wait { what, .. } => write!(f, "{process} waits in {what}"),
            Kind::Dropped { to, label } => write!(f, "{process} sends {to}: {label}; nobody is there"),
            Kind::Link { with } => write!(f, "{process} links {with}"),
            Kind::Unlink { with } => write!(f, "{process} unlinks {with}"),
            Kind::Monitor { of } => write!(f, "{process} monitors {of}"),
            Kind::Demonitor { of } => write!(f, "{process} demonitors {of}"),
            Kind::Down { of, reason } => write!(f, "{process} receives DOWN of {of}: {reason}"),
            Kind::ExitSignal { to, reason } => write!(f, "{process} sends {to} an exit signal: {reason}"),
            Kind::Exit { reason } => write!(f, "{process} exits: {reason}"),
            Kind::Restart { child } => write!(f, "{process} restarts {child}"),
            Kind::Name { name, registered: true } => write!(f, "{process} is registered as {name}"),
            Kind::Name { name, registered: false } => {
                write!(f, "{process} is no longer registered as {name}")
            }
            Kind::Note { line } => write!(f, "{process}: {line}"),
        }
    }
}

/// A line of source code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path as the compiler saw it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

/// The source line of the caller; for functions marked `#[track_caller]`.
#[track_caller]
#[must_use]
pub fn here() -> Source {
    let caller = Location::caller();
    Source { file: caller.file().to_owned(), line: caller.line() }
}

/// A tracer that listens to nothing.
#[must_use]
pub fn silent() -> Tracer {
    Arc::new(|_| {})
}
