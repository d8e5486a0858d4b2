//! What the checks of one step reported, read while they run.
//!
//! A report has a line for each thing that happened, in order. Of each check we keep what a failure needs: the
//! suspects it named, its last panic, and the trace of its last run. What a passing check reported is forgotten.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use trace::{Event, Report, Source, Waiting};

use super::error::At;
use super::{CheckError, Compared, PassedRun, TranscriptDiff, place};

/// A longer report comes from a program that will not end.
const ENDLESS_BYTES: u64 = 64 * 1024 * 1024;
/// Events kept of the start of a run, and as many of its end.
const KEPT_EVENTS: usize = 2_000;
/// Bytes read at a time, so that a talkative program does not keep us from the clock.
const SIP_BYTES: u64 = 1024 * 1024;
/// Events kept of a run that passed.
const SHOWN_EVENTS: usize = 400;
/// The name of comparisons with what a BEAM printed.
const BEAM: &str = "beam.out";
/// Comparisons with a BEAM that are kept of one step.
const COMPARISONS: usize = 200;
/// How the line of an event starts. Most lines are events; they are understood only when they are shown.
const EVENT: &[u8] = br#"{"report":"event""#;

/// The report of one step, as far as it was written.
pub(super) struct Evidence {
    path: PathBuf,
    /// What the paths of the course's files begin with, where the compiler names them in full.
    root: String,
    file: Option<File>,
    /// The start of a line whose end is not written yet.
    rest: Vec<u8>,
    bytes: u64,
    checks: Vec<CheckRun>,
    figures: Vec<(String, f64, String)>,
    /// The last check that passed and had more to show than lines.
    shown: Option<CheckRun>,
    beam: Vec<Compared>,
}

/// What a panic said, and where it came from.
pub(super) type Panic = (String, Option<Source>);

/// What one check reported.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckRun {
    pub(super) name: String,
    pub(super) passed: bool,
    pub(super) suspects: Vec<String>,
    pub(super) panics: Vec<Panic>,
    pub(super) deadlock: Option<Vec<Waiting>>,
    pub(super) transcript: Option<TranscriptDiff>,
    pub(super) seed: Option<u64>,
    pub(super) events: Events,
}

/// The start and the end of a run's trace, as it was written.
#[derive(Clone, Debug, Default)]
pub(super) struct Events {
    first: Vec<Vec<u8>>,
    last: Vec<Vec<u8>>,
}

impl Evidence {
    /// What will be written to this file by checks of the course in `root`.
    pub(super) fn of(path: &Path, root: &Path) -> Self {
        let (path, root) = (path.to_owned(), place::prefix(root));
        Self {
            path,
            root,
            file: None,
            rest: Vec::new(),
            bytes: 0,
            checks: Vec::new(),
            figures: Vec::new(),
            shown: None,
            beam: Vec::new(),
        }
    }

    /// Reads a part of what has been written since the last time.
    pub(super) fn sip(&mut self) -> Result<&Self, CheckError> {
        if self.file.is_none() {
            match File::open(&self.path) {
                Ok(file) => self.file = Some(file),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(self), // nothing to say yet
                Err(error) => return Err(CheckError::io(&self.path, error)),
            }
        }
        if let Some(file) = &mut self.file {
            let read = file.take(SIP_BYTES).read_to_end(&mut self.rest).at(&self.path)?;
            self.bytes += read as u64;
        }
        let whole = self.rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines: Vec<u8> = self.rest.drain(..whole).collect();
        lines.split(|byte| *byte == b'\n').for_each(|line| self.take_line(line));
        Ok(self)
    }

    /// Reads all that is left.
    pub(super) fn read(&mut self) -> Result<(), CheckError> {
        loop {
            let before = self.bytes;
            self.sip()?;
            if self.bytes == before || self.is_endless() {
                return Ok(());
            }
        }
    }

    /// Whether more was reported than any check that ends would report.
    pub(super) fn is_endless(&self) -> bool {
        self.bytes > ENDLESS_BYTES
    }

    /// The check with this name, if it began.
    pub(super) fn check(&self, name: &str) -> Option<&CheckRun> {
        self.checks.iter().find(|check| check.name == name)
    }

    /// The check that began last and did not pass: the one in which the program was when it ended.
    pub(super) fn last_open(&self) -> Option<&CheckRun> {
        self.checks.last().filter(|check| !check.passed)
    }

    /// Figures that were measured: name, value, unit.
    pub(super) fn figures(&self) -> &[(String, f64, String)] {
        &self.figures
    }

    /// What was compared with a BEAM, once for each check and each part of a transcript.
    pub(super) fn beam(&self) -> impl Iterator<Item = &Compared> {
        self.beam.iter()
    }

    /// The run of the last check that passed and had more to show than lines.
    pub(super) fn shown(&self) -> Option<PassedRun> {
        let run = self.shown.as_ref()?;
        let mut events = self.events(run);
        events.truncate(SHOWN_EVENTS);
        Some(PassedRun { check: run.name.clone(), seed: run.seed, events })
    }

    /// The trace of a check, with the paths of its files below the root.
    pub(super) fn events(&self, check: &CheckRun) -> Vec<Event> {
        let mut events = check.events.to_vec();
        events.iter_mut().for_each(|event| self.shorten(&mut event.source));
        events
    }

    fn shorten(&self, source: &mut Option<Source>) {
        let Some(source) = source else { return };
        if let Some(file) = source.file.strip_prefix(&self.root) {
            source.file = file.to_owned();
        }
    }

    fn take_line(&mut self, line: &[u8]) {
        if line.starts_with(EVENT) {
            if let Some(check) = self.checks.last_mut() {
                check.events.push(line);
            }
            return;
        }
        // A line that is not ours was written by the program under test; it proves nothing.
        let Ok(report) = serde_json::from_slice(line) else { return };
        let report = match report {
            Report::Begin { check } => {
                self.checks.push(CheckRun { name: check, ..CheckRun::default() });
                return;
            }
            Report::Figure { name, value, unit } => {
                self.figures.push((name, value, unit));
                return;
            }
            Report::Panic { message, mut source } => {
                self.shorten(&mut source);
                Report::Panic { message, source }
            }
            Report::Deadlock { mut waiting } => {
                waiting.iter_mut().for_each(|waiting| self.shorten(&mut waiting.source));
                Report::Deadlock { waiting }
            }
            report => report,
        };
        let Some(check) = self.checks.last_mut() else { return };
        if let Report::Transcript { name, expected, got, .. } = &report
            && name == BEAM
        {
            compare(&mut self.beam, &check.name, expected, got);
        }
        match report {
            Report::Passed { check: name } if name == check.name => {
                let run = std::mem::replace(check, CheckRun { name, passed: true, ..CheckRun::default() });
                if run.events.show_more_than_lines() {
                    self.shown = Some(run);
                }
            }
            report => check.take(report),
        }
    }
}

/// A check may compare the same lines for many seeds: the first run that differs counts, else the last.
fn compare(beam: &mut Vec<Compared>, check: &str, expected: &[String], got: &[String]) {
    let full = beam.len() >= COMPARISONS;
    match beam.iter_mut().find(|known| known.check == check && known.expected == expected) {
        Some(known) if known.got == known.expected => known.got = got.to_vec(),
        Some(_) => {}
        None if !full => {
            let check = check.to_owned();
            beam.push(Compared { check, expected: expected.to_vec(), got: got.to_vec() });
        }
        None => {}
    }
}

impl CheckRun {
    fn take(&mut self, report: Report) {
        match report {
            Report::Seed { seed } => {
                self.seed = Some(seed);
                self.events = Events::default();
            }
            Report::Suspect { cause } => self.suspects.push(cause),
            Report::Transcript { name, expected, got, first_difference } => {
                self.transcript = first_difference.map(|first_difference| TranscriptDiff {
                    name,
                    expected,
                    got,
                    first_difference,
                });
            }
            Report::Deadlock { waiting } => self.deadlock = Some(waiting),
            Report::Panic { message, source } => self.panics.push((message, source)),
            Report::Passed { .. } | Report::Begin { .. } | Report::Figure { .. } | Report::Event(_) => {}
        }
    }
}

impl Events {
    fn push(&mut self, line: &[u8]) {
        if self.first.len() < KEPT_EVENTS {
            self.first.push(line.to_owned());
            return;
        }
        self.last.push(line.to_owned());
        if self.last.len() > 2 * KEPT_EVENTS {
            self.last.drain(..KEPT_EVENTS);
        }
    }

    /// Whether something happened in the run that is not a line of a transcript.
    fn show_more_than_lines(&self) -> bool {
        let note = br#""kind":"note""#;
        self.first.iter().any(|line| !line.windows(note.len()).any(|part| part == note))
    }

    fn to_vec(&self) -> Vec<Event> {
        let surplus = self.last.len().saturating_sub(KEPT_EVENTS);
        let lines = self.first.iter().chain(&self.last[surplus..]);
        lines
            .filter_map(|line| match serde_json::from_slice(line) {
                Ok(Report::Event(event)) => Some(event),
                _ => None,
            })
            .collect()
    }
}
