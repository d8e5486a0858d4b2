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

/// Quiet time after the last event of a save: editors write in several steps. Until it is over, nothing is shown of
/// the run that has begun.
const DEBOUNCE: Duration = Duration::from_millis(30);
/// Quiet time after which a run begins: most saves are one step, and its build need not wait for the others.
const HEAD_START: Duration = Duration::from_millis(4);
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
        let mut state = State { polls: watcher.is_none(), ..State::default() };
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

#[derive(Default)]
struct State {
    /// Counts the runs; what an earlier one still says is not heard.
    generation: u64,
    running: Option<Cancel>,
    /// Of the bytes the last run started with.
    stamp: String,
    /// Of the bytes whose verdict was shown last.
    judged: Option<String>,
    /// What the run has said that is not shown yet. `None`: it is shown as it comes.
    held: Option<Vec<Heard>>,
    /// Whether the run that was shown before was ended by a save.
    interrupted: bool,
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
    state.begin(attempt::stamp(exercise)?, start);
    state.show(exercise, on, start)?;
    let mut saved: Option<Instant> = None;
    let mut looked = Instant::now();
    while !cancel.is_cancelled() {
        let is_new = saved.is_some_and(|at| looked < at);
        let wait = if is_new { HEAD_START } else { DEBOUNCE };
        let nap = saved.map_or(POLL, |at| wait.saturating_sub(at.elapsed()));
        match heard.recv_timeout(nap.min(Duration::from_millis(50))) {
            Ok(Heard::Saved) => saved = Some(Instant::now()),
            Ok(said) if said.generation() == Some(state.generation) => {
                state.hear(said, exercise, on, start)?;
            }
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let due = match saved {
            Some(at) => looked < at && at.elapsed() >= HEAD_START,
            None => looked.elapsed() >= if state.polls { POLL } else { LOOK },
        };
        if due {
            looked = Instant::now();
            let stamp = attempt::stamp(exercise)?;
            if stamp != state.stamp {
                if saved.is_none() && !std::mem::replace(&mut state.polls, true) {
                    on(WatchEvent::Polling);
                }
                state.begin(stamp, start);
            }
        }
        if saved.is_none_or(|at| looked >= at && at.elapsed() >= DEBOUNCE) {
            saved = None;
            state.show(exercise, on, start)?;
        }
    }
    Ok(())
}

impl State {
    /// Ends the run there is and begins one of these bytes, of which nothing is shown yet. Bytes whose verdict still
    /// stands on the screen need none.
    fn begin(&mut self, stamp: String, start: &dyn Fn(u64, Cancel)) {
        if let Some(running) = self.running.take() {
            running.now();
            self.interrupted |= self.held.is_none();
        }
        self.generation += 1;
        self.stamp = stamp;
        if !self.interrupted && self.judged.as_ref() == Some(&self.stamp) {
            self.held = None;
            return;
        }
        let cancel = Cancel::default();
        self.running = Some(cancel.clone());
        self.held = Some(Vec::new());
        start(self.generation, cancel);
    }

    /// The save is over: shows the run that has begun.
    fn show(
        &mut self,
        exercise: &Exercise,
        on: &mut dyn FnMut(WatchEvent),
        start: &dyn Fn(u64, Cancel),
    ) -> Result<(), CheckError> {
        let Some(held) = self.held.take() else { return Ok(()) };
        self.judged = None;
        if std::mem::take(&mut self.interrupted) {
            on(WatchEvent::Restarted);
        }
        on(WatchEvent::Started);
        held.into_iter().try_for_each(|said| self.hear(said, exercise, on, start))
    }

    /// What the run says: shown, or held back.
    fn hear(
        &mut self,
        said: Heard,
        exercise: &Exercise,
        on: &mut dyn FnMut(WatchEvent),
        start: &dyn Fn(u64, Cancel),
    ) -> Result<(), CheckError> {
        if let Some(held) = &mut self.held {
            held.push(said);
            return Ok(());
        }
        match said {
            Heard::Saved => {}
            Heard::Check(_, event) => on(WatchEvent::Check(event)),
            Heard::Done(_, result) => {
                let stamp = attempt::stamp(exercise)?;
                if stamp != self.stamp {
                    self.begin(stamp, start); // saved in the very last moment
                    return Ok(());
                }
                self.running = None;
                self.judged = Some(stamp);
                on(match result {
                    Ok(report) => WatchEvent::Verdict(report),
                    Err(error) => WatchEvent::Failed(error),
                });
            }
        }
        Ok(())
    }
}

impl Heard {
    /// Of the run that says it.
    fn generation(&self) -> Option<u64> {
        match self {
            Self::Saved => None,
            Self::Check(generation, _) | Self::Done(generation, _) => Some(*generation),
        }
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
