//! Follows the saves of a learner: each leads to a verdict, none is lost, and a verdict is only shown for the
//! bytes it was computed from.
//!
//! A save during a run ends the run and starts the next. Folders are watched, not files, because many editors save
//! by renaming a new file into place. Where no events arrive (network mounts, some virtual machines) the
//! files are looked at from time to time, and that is said.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Cancel, CheckError, CheckEvent, CheckReport, Options, attempt, run};
use crate::course::{Course, Exercise};

/// Quiet time after the last event of a save: editors write in several steps.
const DEBOUNCE: Duration = Duration::from_millis(30);
/// How often the files are looked at although no event came.
const LOOK: Duration = Duration::from_millis(500);
/// The same, once we know that no events come.
const POLL: Duration = Duration::from_millis(150);

/// What happens while an exercise is watched.
#[derive(Debug)]
pub enum WatchEvent {
    /// A run starts.
    Started,
    /// Something happened in the run.
    Check(CheckEvent),
    /// A file was saved: the run ends without a verdict, and the next one starts.
    Restarted,
    /// The verdict of the bytes that lie there now.
    Verdict(CheckReport),
    /// This run could not be carried out; the next save starts another.
    Failed(CheckError),
    /// The system tells us of no saves: from here on the files are looked at.
    Polling,
}

/// What the loop hears.
enum Heard {
    Saved,
    Check(u64, CheckEvent),
    Done(u64, Result<CheckReport, CheckError>),
}

/// Checks the exercise now and after each save, until `cancel`.
///
/// # Errors
/// When the exercise's files cannot be read.
pub fn watch(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(WatchEvent),
) -> Result<(), CheckError> {
    let (say, heard) = channel();
    let watcher = listen(&exercise.dir, say.clone());
    std::thread::scope(|scope| {
        let start = |generation: u64, cancel: Cancel, say: Sender<Heard>| {
            scope.spawn(move || {
                let tell = say.clone();
                let mut on = |event| drop(tell.send(Heard::Check(generation, event)));
                let result = run(course, exercise, &Options::default(), &cancel, &mut on);
                let _ = say.send(Heard::Done(generation, result));
            });
        };
        let mut state =
            State { generation: 0, running: None, stamp: String::new(), polls: watcher.is_none() };
        if state.polls {
            on(WatchEvent::Polling);
        }
        let result = follow(exercise, cancel, &heard, &mut state, on, &|generation, cancel| {
            start(generation, cancel, say.clone());
        });
        if let Some(running) = state.running.take() {
            running.now();
        }
        result
    })
}

struct State {
    /// Counts the runs; what an earlier one still says is not heard.
    generation: u64,
    running: Option<Cancel>,
    /// Of the bytes the last run started with.
    stamp: String,
    polls: bool,
}

fn follow(
    exercise: &Exercise,
    cancel: &Cancel,
    heard: &Receiver<Heard>,
    state: &mut State,
    on: &mut dyn FnMut(WatchEvent),
    start: &dyn Fn(u64, Cancel),
) -> Result<(), CheckError> {
    state.restart(attempt::stamp(exercise)?, on, start);
    let mut saved: Option<Instant> = None;
    let mut looked = Instant::now();
    while !cancel.is_cancelled() {
        let nap = saved.map_or(LOOK.min(POLL), |at| DEBOUNCE.saturating_sub(at.elapsed()));
        match heard.recv_timeout(nap.min(Duration::from_millis(50))) {
            Ok(Heard::Saved) => saved = Some(Instant::now()),
            Ok(Heard::Check(generation, event)) if generation == state.generation => {
                on(WatchEvent::Check(event));
            }
            Ok(Heard::Done(generation, result)) if generation == state.generation => {
                state.finish(exercise, result, on, start)?;
            }
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let is_quiet = saved.is_some_and(|at| at.elapsed() >= DEBOUNCE);
        let is_due = looked.elapsed() >= if state.polls { POLL } else { LOOK };
        if !is_quiet && (saved.is_some() || !is_due) {
            continue;
        }
        looked = Instant::now();
        let told = saved.take().is_some();
        let stamp = attempt::stamp(exercise)?;
        if stamp == state.stamp {
            continue;
        }
        if !told && !std::mem::replace(&mut state.polls, true) {
            on(WatchEvent::Polling);
        }
        state.restart(stamp, on, start);
    }
    Ok(())
}

impl State {
    fn restart(&mut self, stamp: String, on: &mut dyn FnMut(WatchEvent), start: &dyn Fn(u64, Cancel)) {
        if let Some(running) = self.running.take() {
            running.now();
            on(WatchEvent::Restarted);
        }
        self.generation += 1;
        self.stamp = stamp;
        let cancel = Cancel::default();
        self.running = Some(cancel.clone());
        on(WatchEvent::Started);
        start(self.generation, cancel);
    }

    fn finish(
        &mut self,
        exercise: &Exercise,
        result: Result<CheckReport, CheckError>,
        on: &mut dyn FnMut(WatchEvent),
        start: &dyn Fn(u64, Cancel),
    ) -> Result<(), CheckError> {
        let stamp = attempt::stamp(exercise)?;
        if stamp != self.stamp {
            self.restart(stamp, on, start); // saved in the very last moment
            return Ok(());
        }
        self.running = None;
        on(match result {
            Ok(report) => WatchEvent::Verdict(report),
            Err(error) => WatchEvent::Failed(error),
        });
        Ok(())
    }
}

/// Tells of each change below the exercise. `None` when the system cannot.
fn listen(dir: &Path, say: Sender<Heard>) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        if !event.is_ok_and(|event| event.kind.is_access()) {
            let _ = say.send(Heard::Saved); // the loop has ended: nobody needs to know
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(dir, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
