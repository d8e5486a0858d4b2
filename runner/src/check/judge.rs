//! What came of one step: the verdict and its evidence, from how the program ended and what it reported.
//!
//! A step passes when its program ended with code 0 and every check of the step said that it passed. Anything
//! else is a failure of one check, the first in the order of `exercise.toml`.

use std::path::{Path, PathBuf};

use trace::Source;

use super::evidence::{CheckRun, Evidence, Panic};
use super::exec::{End, Ended};
use super::{CheckError, Compared, Failure, Location, TranscriptDiff, Verdict, cargo, place};
use crate::course::cut::{self, Files};
use crate::course::{Exercise, Step};

/// What the standard library prints before it aborts, when there is no memory.
const NO_MEMORY: &str = "memory allocation of ";
/// What the test harness prints at its end; a program that ended before did so by itself.
const SUMMARY: &str = "test result: ";
/// How `todo!` and the panic of a deadlock begin.
const NOT_YET: &str = "not yet implemented";
const DEADLOCK: &str = "deadlock";
/// The cause of a check that a panic ended before it could ask its question.
const PANIC: &str = "panic";
/// How panics begin that nobody writes on purpose.
const SLIPS: [&str; 7] = [
    "attempt to ",
    "index out of bounds",
    "range ",
    "slice index ",
    "called `Option::unwrap()`",
    "called `Result::unwrap()`",
    "RefCell already ",
];

/// Where the learner's code is and how the compiler calls it.
pub(super) struct Sources<'a> {
    pub(super) exercise: &'a Exercise,
    /// The crate that was built: the exercise, or its shadow.
    pub(super) built: &'a Path,
    pub(super) root: &'a Path,
    /// The crate whose `src` holds the code.
    pub(super) code: &'a Path,
}

/// `None`: the step passed.
pub(super) fn step(
    sources: &Sources<'_>,
    step: &Step,
    ended: &Ended,
    evidence: &Evidence,
) -> Result<Option<(Verdict, Failure)>, CheckError> {
    let open = |name: &&String| evidence.check(name).is_none_or(|check| !check.passed);
    let interrupted = is_interrupted(ended);
    if !interrupted && ended.end == End::Exited(0) && !step.checks.iter().any(|name| open(&name)) {
        return Ok(None);
    }
    let begun_first = |name: &&String| evidence.check(name).is_some_and(|check| !check.passed);
    let failing = step.checks.iter().find(begun_first);
    let Some(name) = failing.or_else(|| step.checks.iter().find(open)).or(step.checks.first()) else {
        return Ok(None); // a step without checks: refused when the course is read
    };
    let nothing = CheckRun::default();
    let check = evidence.check(name).unwrap_or(&nothing);
    if !interrupted && failing.is_none() {
        return Err(CheckError::NoReport { check: name.clone() });
    }
    let ended_here = interrupted && evidence.last_open().is_none_or(|open| open.name == *name);
    let (verdict, own_cause) = if ended_here { of_end(ended) } else { of_check(check) };
    let own_panic = sources.learners_own_panic(check);
    let (verdict, cause) = cause(check, verdict, own_cause.or(own_panic.map(|_| PANIC)));
    let panic = own_panic.filter(|_| cause == PANIC).or(check.panics.last());
    let failure = Failure {
        location: location(sources, step, check, panic, verdict, &cause),
        message: legible(&sources.below_root(&message(panic, ended, ended_here))),
        check: name.clone(),
        cause,
        transcript: check.transcript.clone().map(legible_lines),
        events: evidence.events(check),
        waiting: check.deadlock.clone().unwrap_or_default(),
        seed: check.seed,
        output: legible(&sources.below_root(&ended.output.text())),
    };
    Ok(Some((verdict, failure)))
}

/// Whether the program ended before the test harness came to its end.
fn is_interrupted(ended: &Ended) -> bool {
    !matches!(ended.end, End::Exited(0 | 101)) || !ended.output.raw().contains(SUMMARY)
}

/// The verdict of a program that did not reach its end, and the cause that goes with it.
fn of_end(ended: &Ended) -> (Verdict, Option<&'static str>) {
    match ended.end {
        End::Waiting => (Verdict::Deadlocked, Some("deadlock")),
        End::Running => (Verdict::BusyLoop, Some("busy_loop")),
        End::Flood => (Verdict::OutputFlood, Some("output_flood")),
        End::Memory => (Verdict::OutOfMemory, Some("out_of_memory")),
        End::Exited(_) | End::Signalled(_) if ended.output.raw().contains(NO_MEMORY) => {
            (Verdict::OutOfMemory, Some("out_of_memory"))
        }
        End::Exited(_) | End::Signalled(_) | End::Crowd => (Verdict::Crashed, Some("crash")),
    }
}

/// The verdict of a check that said no.
fn of_check(check: &CheckRun) -> (Verdict, Option<&'static str>) {
    let panicked = |start| check.panics.last().is_some_and(|(message, _)| message.starts_with(start));
    if check.deadlock.is_some() && panicked(DEADLOCK) {
        (Verdict::Deadlocked, Some("deadlock"))
    } else {
        (Verdict::Failed, None)
    }
}

/// What is not written yet comes before everything; a suspect the check named itself comes before what a
/// deadlock, a busy loop or a panic of the learner's code would be called.
fn cause(check: &CheckRun, verdict: Verdict, own: Option<&str>) -> (Verdict, String) {
    let is_todo = check.panics.iter().any(|(message, _)| message.starts_with(NOT_YET));
    let suspect = check.suspects.last();
    if is_todo || suspect.is_some_and(|suspect| suspect == "not_yet") {
        let verdict = if verdict == Verdict::Deadlocked { Verdict::Failed } else { verdict };
        return (verdict, "not_yet".to_owned());
    }
    let named = (check.suspects.len() > 1).then_some(suspect).flatten();
    let cause = match (verdict, own) {
        (Verdict::Deadlocked | Verdict::BusyLoop | Verdict::Failed, Some(own)) => {
            named.map_or(own, String::as_str)
        }
        (_, Some(own)) => own,
        (_, None) => suspect.map_or(PANIC, String::as_str),
    };
    (verdict, cause.to_owned())
}

fn message(panic: Option<&Panic>, ended: &Ended, ended_here: bool) -> String {
    let panic = panic.map(|(message, _)| message.clone());
    if !ended_here {
        return panic.unwrap_or_default();
    }
    let output = ended.output.raw();
    let said =
        |what: &str| output.lines().find(|line| line.contains(what)).map(|line| line.trim().to_owned());
    match ended.end {
        End::Exited(code) => said(NO_MEMORY).or(panic).unwrap_or_else(|| format!("exit code {code}")),
        End::Signalled(signal) => said(NO_MEMORY)
            .or_else(|| said("has overflowed its stack"))
            .or(panic)
            .unwrap_or_else(|| signal_name(signal)),
        End::Crowd => "too many processes at once".to_owned(),
        _ => panic.unwrap_or_default(),
    }
}

fn legible_lines(mut transcript: TranscriptDiff) -> TranscriptDiff {
    transcript.got.iter_mut().for_each(|line| *line = legible(line));
    transcript
}

pub(super) fn legible_comparison(mut compared: Compared) -> Compared {
    compared.got.iter_mut().for_each(|line| *line = legible(line));
    compared
}

/// Text of the learner's program without what would colour a terminal or move its cursor.
fn legible(text: &str) -> String {
    let shown =
        |c: char| if c.is_control() && c != '\n' && c != '\t' { char::REPLACEMENT_CHARACTER } else { c };
    cargo::plain(text).chars().map(shown).collect()
}

#[cfg(unix)]
fn signal_name(signal: i32) -> String {
    nix::sys::signal::Signal::try_from(signal).map_or(format!("signal {signal}"), |known| known.to_string())
}
#[cfg(not(unix))]
fn signal_name(signal: i32) -> String {
    format!("signal {signal}")
}

/// The learner's line: where the panic came from, or what the cause's patterns find; a deadlock that nobody has named
/// is where somebody waits.
fn location(
    sources: &Sources<'_>,
    step: &Step,
    check: &CheckRun,
    panic: Option<&Panic>,
    verdict: Verdict,
    cause: &str,
) -> Option<Location> {
    let todo = check.panics.iter().find(|(message, _)| message.starts_with(NOT_YET));
    let panic = todo.or(panic).and_then(|(_, source)| source.as_ref());
    let panic = panic.and_then(|source| sources.learners(source));
    let waiting = check.deadlock.iter().flatten().filter_map(|waiting| waiting.source.as_ref());
    let waits = waiting.filter(|_| verdict == Verdict::Deadlocked).find_map(|s| sources.learners(s));
    let blank = || if cause == "not_yet" { sources.blank(step) } else { None };
    let named = || sources.otherwise(step, cause).or_else(|| sources.pattern(step, cause));
    panic.or_else(named).or(waits).or_else(blank)
}

fn first(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Comments of the course speak of the same things as the code: a pattern would find them first.
fn is_hit(pattern: &regex_lite::Regex, text: &str) -> bool {
    let line = first(text);
    !line.trim_start().starts_with("//") && pattern.is_match(line)
}

/// What begins here: a line, and of a constant also its value, which may stand on the next one.
fn item(text: &str) -> String {
    let line = first(text).trim();
    match text.split_once(';') {
        Some((constant, _)) if line.starts_with("pub const ") => {
            constant.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => line.to_owned(),
    }
}

/// The text from each of its lines on.
fn from_each_line(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(start)
    });
    starts.map(|start| &text[start..])
}

/// Whether this file has such an item.
fn holds(files: &Files, file: &Path, wanted: &str) -> bool {
    files.get(file).is_some_and(|text| from_each_line(text).any(|rest| item(rest) == wanted))
}

impl Sources<'_> {
    /// The panic of a file the learner edits that explains the failure: no assertion of ours. It ended the check;
    /// or it ended a process of the run, and a line of the transcript is missing or wrong.
    fn learners_own_panic<'c>(&self, check: &'c CheckRun) -> Option<&'c Panic> {
        let own = |panic: &&Panic| {
            let location = panic.1.as_ref().and_then(|source| self.learners(source));
            location.is_some_and(|location| self.exercise.edit.contains(&location.file))
        };
        let is_slip = |(message, _): &&Panic| SLIPS.iter().any(|slip| message.starts_with(slip));
        let inside = || check.panics.iter().filter(is_slip).find(own).filter(|_| check.transcript.is_some());
        check.panics.last().filter(own).or_else(inside)
    }

    /// The line as the learner knows it, when it lies in the learner's code.
    fn learners(&self, source: &Source) -> Option<Location> {
        let file = self.relative(Path::new(&source.file))?;
        file.starts_with("src").then_some(Location { file, line: source.line })
    }

    /// Text of the compiler or of a panic, with paths as they would be in the workspace of the course: it names in
    /// full what lies outside the workspace it was given.
    pub(super) fn below_root(&self, text: &str) -> String {
        text.replace(&place::prefix(self.root), "")
    }

    /// A path as the compiler says it, relative to the exercise. The compiler speaks relative to the workspace.
    pub(super) fn relative(&self, file: &Path) -> Option<PathBuf> {
        let crates = [self.exercise.dir.as_path(), self.code, self.built];
        let below = |dir: &&Path| file.strip_prefix(dir).ok().map(Path::to_owned);
        if file.is_absolute() {
            return crates.iter().find_map(below);
        }
        let in_workspace = crates.iter().filter_map(|dir| dir.strip_prefix(self.root).ok());
        let is_own = self.built == self.root && (file.starts_with("src") || file.starts_with("tests"));
        let own = || is_own.then(|| file.to_owned());
        in_workspace.into_iter().find_map(|dir| below(&dir)).or_else(own)
    }

    /// What the patterns of the cause find among the lines that the learner wrote, in the files of this step,
    /// otherwise than we did.
    fn otherwise(&self, step: &Step, cause: &str) -> Option<Location> {
        let of_step = cut::files_of(self.exercise, &step.id);
        let (given, ours) = (cut::starter(self.exercise), cut::solution(self.exercise));
        let (given, ours) = (given.unwrap_or_default(), ours.unwrap_or_default()); // `author verify` says what is wrong
        self.patterns(cause).iter().find_map(|pattern| {
            self.line(|file, rest| {
                let is_near = || of_step.iter().any(|near| near == file);
                let differs = || [&given, &ours].iter().all(|files| !holds(files, file, &item(rest)));
                is_hit(pattern, rest) && is_near() && differs()
            })
        })
    }

    /// The first line of code that the first pattern with a hit finds, at first in the files of this step, then in all
    /// that can be edited. What the learner wrote comes before what was given.
    fn pattern(&self, step: &Step, cause: &str) -> Option<Location> {
        let of_step = cut::files_of(self.exercise, &step.id);
        let given = cut::starter(self.exercise).unwrap_or_default();
        let is_near = |file: &Path| of_step.iter().any(|near| near == file);
        let is_own = |file: &Path, rest: &str| !holds(&given, file, &item(rest));
        let patterns = self.patterns(cause);
        let find = |near: bool, pattern: &regex_lite::Regex, own: bool| {
            self.line(|file, rest| {
                is_hit(pattern, rest) && (!near || is_near(file)) && (!own || is_own(file, rest))
            })
        };
        let first = |near| patterns.iter().find_map(|p| find(near, p, true).or_else(|| find(near, p, false)));
        first(true).or_else(|| first(false))
    }

    fn patterns(&self, cause: &str) -> Vec<regex_lite::Regex> {
        let cause = self.exercise.causes.iter().find(|known| known.id == cause);
        let at = cause.map_or([].as_slice(), |cause| &cause.at);
        at.iter().filter_map(|pattern| regex_lite::Regex::new(pattern).ok()).collect()
    }

    /// The line where the starter says what is to be written for this step.
    fn blank(&self, step: &Step) -> Option<Location> {
        let marked = format!("todo!(\"{}:", step.id);
        let own = |file: &Path| file.file_stem().is_some_and(|stem| stem == step.id.as_str());
        self.line(|_, rest| first(rest).contains(&marked))
            .or_else(|| self.line(|file, rest| own(file) && first(rest).contains("TODO")))
    }

    /// The first line of the editable files for which `wanted` says yes, of the text from there on.
    fn line(&self, wanted: impl Fn(&Path, &str) -> bool) -> Option<Location> {
        self.exercise.edit.iter().find_map(|file| {
            let text = std::fs::read_to_string(self.code.join(file)).ok()?;
            let line = from_each_line(&text).position(|rest| wanted(file, rest))?;
            Some(Location { file: file.clone(), line: u32::try_from(line + 1).ok()? })
        })
    }
}

/// The files of the exercise that hold code, as text.
///
/// # Errors
/// The first that is not UTF-8, or cannot be read.
pub(super) fn refuse_what_is_not_text(dir: &Path, edited: &[PathBuf]) -> Result<(), CheckError> {
    for file in edited.iter().map(|file| dir.join(file)) {
        // Says what is wrong with a missing file, a folder in its place, a link that leads in a circle.
        std::fs::read(&file).map_err(|error| CheckError::io(&file, error))?;
    }
    let src = dir.join("src");
    for file in
        place::files_below(&src)?.into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs"))
    {
        let bytes =
            std::fs::read(src.join(&file)).map_err(|error| CheckError::io(&src.join(&file), error))?;
        if std::str::from_utf8(&bytes).is_err() {
            return Err(CheckError::NotUtf8 { path: Path::new("src").join(file) });
        }
    }
    Ok(())
}
