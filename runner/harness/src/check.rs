//! One check: a claim about the learner's code, a transcript of what the code did, and a suspect.
//!
//! A check names what it suspects before it asserts. When an assertion then fails, the last suspect is the cause
//! that the mentor speaks about. `todo!()` and deadlocks name themselves.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::thread;

use trace::{Event, FOLDER_VARIABLE, Kind, Report, Source, first_difference};

use crate::recorder::{report, report_event};
use crate::run::Run;

/// Runs one check. `suspect` is the cause a failure points at until the body names another.
///
/// # Panics
/// When the body does: that is how a check fails.
pub fn check(suspect: &str, body: impl FnOnce(&mut Transcript)) {
    run(suspect, Box::new(body)); // compiled once, here: a learner's build brings only the body
}

fn run(suspect: &str, body: Box<dyn FnOnce(&mut Transcript) + '_>) {
    install_panic_hook();
    let name = thread::current().name().unwrap_or("check").to_owned();
    report(&Report::Begin { check: name.clone() });
    let mut transcript = Transcript::default();
    transcript.suspect(suspect);
    match panic::catch_unwind(AssertUnwindSafe(|| body(&mut transcript))) {
        Ok(()) => report(&Report::Passed { check: name }),
        Err(cause) => panic::resume_unwind(cause),
    }
}

/// What happened in a check, line by line, as a learner and a BEAM would both print it.
#[derive(Default)]
pub struct Transcript {
    lines: Vec<String>,
}

impl Transcript {
    /// Adds a line, and shows it in the trace.
    pub fn line(&mut self, line: impl Into<String>) {
        let line = line.into();
        let kind = Kind::Note { line: line.clone() };
        report_event(&Event { at: 0, process: "check".to_owned(), kind, source: None });
        self.lines.push(line);
    }

    /// Takes over the lines a simulated run printed, in order, and hands back what it returned.
    ///
    /// # Panics
    /// When the run ended in a deadlock, with a table of who waits for whom.
    #[track_caller]
    pub fn run<T>(&mut self, run: Run<T>) -> T {
        self.lines.extend(run.lines());
        run.finished()
    }

    /// Shows in the trace what happened between cores that were played by hand: `t.shows("a", Kind::Send { … })`.
    /// There is no line of it.
    pub fn shows(&self, process: &str, kind: Kind) {
        report_event(&Event { at: 0, process: process.to_owned(), kind, source: None });
    }

    /// Adds a line for each event of `run` that `show` has words for. `Event`'s own words are a start:
    /// `|event| matches!(event.kind, Kind::Exit { .. }).then(|| event.to_string())`.
    pub fn events<T>(&mut self, run: &Run<T>, show: impl Fn(&Event) -> Option<String>) {
        for line in run.events.iter().filter_map(show) {
            self.line(line);
        }
    }

    /// The lines so far.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// From here on, a failed assertion points at this cause.
    pub fn suspect(&self, cause: &str) {
        report(&Report::Suspect { cause: cause.to_owned() });
    }

    /// Names a more exact suspect when its sign is there.
    pub fn suspect_if(&self, sign: bool, cause: &str) {
        if sign {
            self.suspect(cause);
        }
    }

    /// Tells the runner a measured figure, for the learner's notebook.
    pub fn figure(&mut self, name: &str, value: f64, unit: &str) {
        report(&Report::Figure { name: name.to_owned(), value, unit: unit.to_owned() });
    }

    /// Compares with lines that a real BEAM printed (a recorded `beam.out`, or one section of it).
    /// Header lines, which start with `#`, do not count.
    ///
    /// # Panics
    /// When they differ; the report has the first line that does.
    #[track_caller]
    pub fn beam(&self, recorded: &str) {
        let expected: Vec<&str> = recorded.lines().filter(|line| !line.starts_with('#')).collect();
        self.expect("beam.out", &expected);
    }

    /// Compares with the lines of one section of a recorded `beam.out`: those after `-- section` and before the
    /// next line that starts with `-- `.
    ///
    /// # Panics
    /// When they differ, or when there is no such section.
    #[track_caller]
    pub fn beam_section(&self, recorded: &str, section: &str) {
        let head = format!("-- {section}");
        assert!(recorded.lines().any(|line| line == head), "beam.out has no section `{section}`");
        let expected: Vec<&str> = recorded
            .lines()
            .skip_while(|line| *line != head)
            .skip(1)
            .take_while(|line| !line.starts_with("-- "))
            .collect();
        self.expect("beam.out", &expected);
    }

    /// Compares with the recorded snapshot `name`; `manifest_dir` is the check's `env!("CARGO_MANIFEST_DIR")`.
    /// A solution shares the snapshots of its exercise. Recorded by `INSTA_UPDATE=always cargo test -p ID`.
    ///
    /// # Panics
    /// When they differ; the report has the first line that does.
    #[track_caller]
    pub fn snapshot(&self, name: &str, manifest_dir: &str) {
        let known = std::env::var(FOLDER_VARIABLE);
        let folder = snapshots(known.as_deref().unwrap_or(manifest_dir));
        if let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.snap"))) {
            let expected: Vec<&str> = content(&text).lines().collect();
            self.tell(name, &expected);
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, self.lines.join("\n")));
    }

    /// Compares with lines written in the check itself.
    ///
    /// # Panics
    /// When they differ; the report has the first line that does.
    #[track_caller]
    pub fn expect<S: AsRef<str>>(&self, name: &str, expected: &[S]) {
        let Some(at) = self.tell(name, expected) else { return };
        let line = |lines: &[String]| lines.get(at).map_or("(the end)".to_owned(), |l| format!("`{l}`"));
        let expected: Vec<String> = expected.iter().map(|l| l.as_ref().to_owned()).collect();
        panic!("line {} of the transcript: expected {}, got {}", at + 1, line(&expected), line(&self.lines));
    }

    fn tell<S: AsRef<str>>(&self, name: &str, expected: &[S]) -> Option<usize> {
        let first_difference = first_difference(expected, &self.lines);
        report(&Report::Transcript {
            name: name.to_owned(),
            expected: expected.iter().map(|l| l.as_ref().to_owned()).collect(),
            got: self.lines.clone(),
            first_difference,
        });
        first_difference
    }
}

/// Solutions are checked against the snapshots of their exercise: the two trees mirror each other.
fn snapshots(manifest_dir: &str) -> PathBuf {
    let package = Path::new(manifest_dir);
    let mirrored = || {
        let (id, chapter) = (package.file_name()?, package.parent()?);
        let solutions = chapter.parent().filter(|folder| folder.ends_with("solutions"))?;
        Some(solutions.with_file_name("exercises").join(chapter.file_name()?).join(id))
    };
    mirrored().unwrap_or_else(|| package.to_owned()).join("tests/snapshots")
}

/// The part of a snapshot file below its header.
fn content(snapshot: &str) -> &str {
    match snapshot.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((_, content)) => content,
        None => snapshot,
    }
}

/// Reports where a panic came from; the default hook still prints it.
fn install_panic_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let message = info.payload_as_str().unwrap_or("a panic without text").to_owned();
            let source = info.location().map(|at| Source { file: at.file().to_owned(), line: at.line() });
            report(&Report::Panic { message, source });
            default(info);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::{content, snapshots};

    #[test]
    fn a_solution_uses_the_snapshots_of_its_exercise() {
        let folder = snapshots("/w/solutions/02_processes/mailbox");
        assert_eq!(folder, std::path::Path::new("/w/exercises/02_processes/mailbox/tests/snapshots"));
        let folder = snapshots("/home/solutions/w/exercises/02_processes/mailbox");
        let own = "/home/solutions/w/exercises/02_processes/mailbox/tests/snapshots";
        assert_eq!(folder, std::path::Path::new(own), "only the course's own folder counts");
    }

    #[test]
    fn the_header_of_a_snapshot_is_not_content() {
        assert_eq!(content("---\nsource: x\n---\na\nb\n"), "a\nb\n");
    }
}
