//! What is noticed of the processes: their events, their crashes, and panics with the line they came from.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use trace::{Event, Kind};

/// Events that are kept for a chart.
const EVENTS: usize = 5_000;
/// Lines of the log that are kept.
const LOGGED: usize = 500;

/// Labels of the processes that belong to the lab and not to what is looked at.
pub(crate) const OURS: [&str; 2] = ["lab", "shell"];

/// A panic: what it said and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Panic {
    pub(crate) message: String,
    pub(crate) place: String,
}

#[derive(Default)]
pub(crate) struct Record(Mutex<Notes>);

#[derive(Default)]
struct Notes {
    /// When the first event came: several systems have several clocks, and their events stand in one chart.
    since: Option<Instant>,
    events: VecDeque<Event>,
    log: VecDeque<Event>,
    panics: Vec<Panic>,
    /// While the lab itself asks around, nothing of that belongs to the run.
    quiet: bool,
    /// Pids of the processes that asked then; what they hear later does not belong to it either.
    hidden: BTreeSet<String>,
}

impl Record {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn event(&self, mut event: Event) {
        if event.process == "outside" {
            "shell".clone_into(&mut event.process);
        }
        let mut notes = self.notes();
        let since = *notes.since.get_or_insert_with(Instant::now);
        event.at = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
        if notes.hidden.contains(&event.process)
            || peer(&event.kind).is_some_and(|peer| notes.hidden.contains(peer))
        {
            return;
        }
        let counts = is_news(&event) && !(notes.quiet && is_normal(&event));
        if counts {
            push(&mut notes.log, event.clone(), LOGGED);
        }
        if counts || !notes.quiet {
            push(&mut notes.events, event, EVENTS);
        }
    }

    /// `file` is as the compiler saw it: a lab's lies beside the exercise only by way of `..`.
    pub(crate) fn panic(&self, message: String, file: &str, line: u32) {
        let place = format!("{}:{line}", plain(file));
        self.notes().panics.push(Panic { message, place });
    }

    /// A process begins to ask something for the lab.
    pub(crate) fn hide_if_quiet(&self, pid: &str) {
        let mut notes = self.notes();
        if notes.quiet {
            notes.hidden.insert(pid.to_owned());
        }
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.notes().quiet
    }

    /// Whether this process only asks for the lab.
    pub(crate) fn is_hidden(&self, pid: &str) -> bool {
        self.notes().hidden.contains(pid)
    }

    /// Sets whether what happens now is the lab's own asking.
    pub(crate) fn quiet(&self, quiet: bool) {
        self.notes().quiet = quiet;
    }

    /// A new command begins: its chart starts empty.
    pub(crate) fn begin(&self) {
        self.notes().events.clear();
    }

    /// Everything begins again.
    pub(crate) fn clear(&self) {
        *self.notes() = Notes::default();
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.notes().events.iter().cloned().collect()
    }

    pub(crate) fn log(&self) -> Vec<Event> {
        self.notes().log.iter().cloned().collect()
    }

    /// The panics since the last look.
    pub(crate) fn take_panics(&self) -> Vec<Panic> {
        std::mem::take(&mut self.notes().panics)
    }

    /// Why the process with this label ended, the last time.
    pub(crate) fn reason(&self, label: &str) -> Option<String> {
        let notes = self.notes();
        notes.events.iter().rev().chain(notes.log.iter().rev()).find_map(|event| match &event.kind {
            Kind::Exit { reason } if event.process == label => Some(reason.clone()),
            _ => None,
        })
    }

    /// How often the child with this label was restarted.
    pub(crate) fn restarts(&self, label: &str) -> usize {
        let restarts = |event: &&Event| matches!(&event.kind, Kind::Restart { child } if child == label);
        self.notes().log.iter().filter(restarts).count()
    }
}

/// Crashes and restarts are remembered for good; so is an end of any kind, except of the lab's own processes.
fn is_news(event: &Event) -> bool {
    match &event.kind {
        Kind::Exit { .. } => !OURS.contains(&event.process.as_str()),
        Kind::Restart { .. } => true,
        _ => false,
    }
}

/// A path without `..`.
fn plain(file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/') {
        match part {
            ".." if parts.last().is_some_and(|last| !last.is_empty()) => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The other process of an event.
fn peer(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Spawn { child } | Kind::Restart { child } => Some(child),
        Kind::Send { to, .. } | Kind::Dropped { to, .. } | Kind::ExitSignal { to, .. } => Some(to),
        Kind::Receive { from, .. } => from.as_deref(),
        Kind::Down { of, .. } | Kind::Monitor { of } | Kind::Demonitor { of } => Some(of),
        Kind::Link { with } | Kind::Unlink { with } => Some(with),
        _ => None,
    }
}

fn is_normal(event: &Event) -> bool {
    matches!(&event.kind, Kind::Exit { reason } if reason == "normal")
}

fn push(events: &mut VecDeque<Event>, event: Event, most: usize) {
    if events.len() == most {
        events.pop_front();
    }
    events.push_back(event);
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_path_goes_straight_to_its_file() {
        assert_eq!(plain("exercises/04/a/../../../solutions/x.rs"), "solutions/x.rs");
        assert_eq!(plain("/a/../../b.rs"), "/../b.rs", "nothing is above the root");
        assert_eq!(plain("src/lib.rs"), "src/lib.rs");
    }
}
