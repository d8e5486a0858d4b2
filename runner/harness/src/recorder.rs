//! Where a check's report goes: to the file the runner named, or nowhere under plain `cargo test`.
//!
//! What decides a verdict is written at once, so that an abort or a kill loses nothing said before it. So are the
//! first events of a check; when there are many they are written in batches, and beyond a limit only the newest
//! are kept: a picture needs the beginning and the end, and a check must not wait for its own report.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use trace::{Event, Kind, REPORT_VARIABLE, Report};

/// Events of a check that are written one by one.
const AT_ONCE: usize = 512;
/// Lines that wait for each other after that; also the newest events kept beyond the limit.
const BATCH: usize = 64;
/// Events of one check that are written in order.
const LIMIT: usize = 20_000;

/// Appends one line to the report, if anybody asked for one.
pub(crate) fn report(line: &Report) {
    if let Some(mut recorder) = recorder() {
        recorder.add(line);
    }
}

/// Appends an event, if anybody asked for a report.
pub(crate) fn report_event(event: &Event) {
    // The copy is made only where somebody reads it.
    if let Some(mut recorder) = recorder() {
        recorder.add(&Report::Event(event.clone()));
    }
}

fn recorder() -> Option<MutexGuard<'static, Recorder<File>>> {
    static RECORDER: OnceLock<Option<Mutex<Recorder<File>>>> = OnceLock::new();
    let open = || {
        let path = std::env::var_os(REPORT_VARIABLE)?;
        let file = OpenOptions::new().append(true).create(true).open(path).ok()?;
        Some(Mutex::new(Recorder::new(file)))
    };
    let recorder = RECORDER.get_or_init(open).as_ref()?;
    Some(recorder.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Writes reports to `out`.
struct Recorder<W> {
    out: W,
    /// Lines not yet written.
    waiting: VecDeque<String>,
    /// Events of this check so far.
    events: usize,
    /// Events of this check that no longer stand in `waiting` and were never written.
    left_out: usize,
}

impl<W: Write> Recorder<W> {
    fn new(out: W) -> Self {
        Self { out, waiting: VecDeque::new(), events: 0, left_out: 0 }
    }

    fn add(&mut self, line: &Report) {
        if let Report::Begin { .. } = line {
            self.flush();
            (self.events, self.left_out) = (0, 0);
        }
        self.waiting.push_back(text(line));
        if !matches!(line, Report::Event(_)) {
            return self.flush();
        }
        self.events += 1;
        if self.events > LIMIT {
            if self.waiting.len() > BATCH {
                self.waiting.pop_front();
                self.left_out += 1;
            }
        } else if self.events <= AT_ONCE || self.waiting.len() >= BATCH || self.events == LIMIT {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let mut lines = String::new();
        if std::mem::take(&mut self.left_out) > 0 {
            let kind = Kind::Note { line: "…".to_owned() };
            let gap = Event { at: 0, process: "check".to_owned(), kind, source: None };
            lines.push_str(&text(&Report::Event(gap)));
        }
        lines.extend(self.waiting.drain(..));
        // A report that cannot be written must not turn a passing check into a failing one.
        let _ = self.out.write_all(lines.as_bytes());
    }
}

fn text(line: &Report) -> String {
    let mut text = serde_json::to_string(line).expect("a report is plain data");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, BATCH, LIMIT, Recorder};
    use trace::{Event, Kind, Report};

    fn event(n: usize) -> Report {
        let kind = Kind::Note { line: n.to_string() };
        Report::Event(Event { at: 0, process: "p".to_owned(), kind, source: None })
    }

    fn begin() -> Report {
        Report::Begin { check: "c".to_owned() }
    }

    fn recorded(reports: impl IntoIterator<Item = Report>) -> Recorder<Vec<u8>> {
        let mut recorder = Recorder::new(Vec::new());
        reports.into_iter().for_each(|report| recorder.add(&report));
        recorder
    }

    fn lines(recorder: &Recorder<Vec<u8>>) -> Vec<Report> {
        let text = String::from_utf8(recorder.out.clone()).expect("reports are UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a report is JSON")).collect()
    }

    #[test]
    fn few_events_are_written_at_once() {
        let recorder = recorded([begin(), event(1), event(2)]);
        assert_eq!(lines(&recorder), [begin(), event(1), event(2)]);
    }

    #[test]
    fn of_many_events_a_kill_loses_less_than_a_batch() {
        let recorder = recorded((0..AT_ONCE + BATCH * 3 / 2).map(event));
        assert_eq!(lines(&recorder).len(), AT_ONCE + BATCH);
    }

    #[test]
    fn what_decides_a_verdict_is_written_at_once_after_the_events_before_it() {
        let suspect = Report::Suspect { cause: "x".to_owned() };
        let recorder = recorded((0..AT_ONCE + 5).map(event).chain([suspect.clone()]));
        assert_eq!(lines(&recorder).len(), AT_ONCE + 6);
        assert_eq!(lines(&recorder).last(), Some(&suspect));
    }

    #[test]
    fn beyond_the_limit_the_newest_events_are_kept() {
        let total = LIMIT * 2;
        let recorder = recorded((0..total).map(event).chain([begin(), event(7)]));
        let lines = lines(&recorder);
        assert_eq!(lines.len(), LIMIT + 1 + BATCH + 2);
        assert_eq!(lines[LIMIT - 1], event(LIMIT - 1));
        assert_eq!(lines[LIMIT + BATCH], event(total - 1));
        assert_eq!(lines[LIMIT + BATCH + 2], event(7), "the next check starts anew");
    }
}
