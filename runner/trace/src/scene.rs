//! Which events to show for a check, and at which of them it went wrong.

use crate::{Event, Kind, Report};

/// The run of a check that is worth looking at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// The seed of the run; none where the check ran nothing simulated.
    pub seed: Option<u64>,
    /// Its events, in order.
    pub events: Vec<Event>,
    /// Index of the event at which it went wrong, where that is known.
    pub mark: Option<usize>,
    /// The recorded line at that place, and the line that came; `None` where a transcript had ended.
    pub difference: Option<Difference>,
}

/// The first line in which two transcripts differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Name of the transcript: `transcript`, `beam.out`, or that of a snapshot.
    pub name: String,
    /// Counts from 0.
    pub line: usize,
    /// What was expected; `None`: no further line.
    pub expected: Option<String>,
    /// What came; `None`: no further line.
    pub got: Option<String>,
}

/// Chooses from the reports of one check: the run with the first difference, else the last run.
///
/// The mark is the first line of the transcript that differs; where there is none, the end of a run that came to
/// nothing (a deadlock, a panic).
#[must_use]
pub fn scene(reports: &[Report]) -> Scene {
    let differs = reports
        .iter()
        .rposition(|report| matches!(report, Report::Transcript { first_difference: Some(_), .. }));
    let Some(at) = differs else {
        let ended_badly = reports.iter().any(|r| matches!(r, Report::Deadlock { .. } | Report::Panic { .. }));
        return last_run(reports, |events| if ended_badly { events.len().checked_sub(1) } else { None });
    };
    let Report::Transcript { name, expected, got, first_difference: Some(line) } = &reports[at] else {
        unreachable!("`differs` is the place of a transcript that differs")
    };
    // The lines that were compared may come from several runs; the one with the difference is shown.
    let before = &reports[..at];
    let all: Vec<Event> = before.iter().filter_map(event).collect();
    let mark = difference_event(&all, got, *line);
    let mut scene = match mark {
        Some(mark) => run_with(before, mark),
        None => last_run(before, |_| None),
    };
    scene.difference = Some(Difference {
        name: name.clone(),
        line: *line,
        expected: expected.get(*line).cloned(),
        got: got.get(*line).cloned(),
    });
    scene
}

/// Index of the event that printed line `n` of the transcript `got`; of the last event where `got` has no such
/// line.
///
/// Matched from the end: a check may run things whose lines it does not compare, but it compares its latest ones.
#[must_use]
pub fn difference_event<S: AsRef<str>>(events: &[Event], got: &[S], n: usize) -> Option<usize> {
    if n >= got.len() {
        return events.len().checked_sub(1);
    }
    let mut wanted = got[n..].iter().rev().map(AsRef::as_ref).peekable();
    for (index, event) in events.iter().enumerate().rev() {
        let Kind::Note { line } = &event.kind else { continue };
        if wanted.peek() == Some(&line.as_str()) {
            wanted.next();
            if wanted.peek().is_none() {
                return Some(index);
            }
        }
    }
    None
}

fn event(report: &Report) -> Option<Event> {
    if let Report::Event(event) = report { Some(event.clone()) } else { None }
}

/// The events after the last seed.
fn last_run(reports: &[Report], mark: impl Fn(&[Event]) -> Option<usize>) -> Scene {
    let begins = reports.iter().rposition(|report| matches!(report, Report::Seed { .. }));
    let events: Vec<Event> = reports[begins.unwrap_or(0)..].iter().filter_map(event).collect();
    Scene { seed: begins.and_then(|at| seed(&reports[at])), mark: mark(&events), events, difference: None }
}

/// The run that holds event number `mark` of all the events of the check.
fn run_with(reports: &[Report], mark: usize) -> Scene {
    let mut scene = Scene::default();
    let mut before = 0;
    for report in reports {
        match report {
            Report::Seed { seed } => {
                if before + scene.events.len() > mark {
                    break;
                }
                before += scene.events.len();
                scene = Scene { seed: Some(*seed), ..Scene::default() };
            }
            Report::Event(event) => scene.events.push(event.clone()),
            _ => {}
        }
    }
    scene.mark = mark.checked_sub(before);
    scene
}

fn seed(report: &Report) -> Option<u64> {
    if let Report::Seed { seed } = report { Some(*seed) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Difference, difference_event, scene};
    use crate::{Event, Kind, Report};

    fn note(process: &str, line: &str) -> Event {
        Event { at: 0, process: process.into(), kind: Kind::Note { line: line.into() }, source: None }
    }

    fn transcript(expected: &[&str], got: &[&str]) -> Report {
        let texts = |lines: &[&str]| lines.iter().map(|l| (*l).to_owned()).collect();
        Report::Transcript {
            name: "transcript".into(),
            expected: texts(expected),
            got: texts(got),
            first_difference: crate::first_difference(expected, got),
        }
    }

    #[test]
    fn a_line_that_differs_is_found_among_lines_that_were_not_compared() {
        let events = ["x", "a", "b", "a", "c"].map(|line| note("p", line));
        assert_eq!(difference_event(&events, &["a", "c"], 0), Some(3));
        assert_eq!(difference_event(&events, &["a", "c"], 1), Some(4));
        assert_eq!(difference_event(&events, &["a", "c"], 2), Some(4), "the transcript ended early");
        assert_eq!(difference_event(&events, &["never printed"], 0), None);
    }

    #[test]
    fn the_run_with_the_difference_is_shown_not_the_last_one() {
        let reports = [
            Report::Seed { seed: 1 },
            Report::Event(note("p", "a")),
            Report::Seed { seed: 2 },
            Report::Event(note("p", "a")),
            Report::Event(note("p", "wrong")),
            Report::Seed { seed: 3 },
            Report::Event(note("p", "a")),
            transcript(&["a", "a", "b", "a"], &["a", "a", "wrong", "a"]),
        ];
        let scene = scene(&reports);
        assert_eq!((scene.seed, scene.mark, scene.events.len()), (Some(2), Some(1), 2));
        let (expected, got) = (Some("b".into()), Some("wrong".into()));
        assert_eq!(scene.difference, Some(Difference { name: "transcript".into(), line: 2, expected, got }));
    }

    #[test]
    fn a_deadlock_is_marked_where_the_run_stopped() {
        let reports = [
            Report::Seed { seed: 7 },
            Report::Event(note("p", "a")),
            Report::Event(note("p", "b")),
            Report::Deadlock { waiting: Vec::new() },
        ];
        assert_eq!((scene(&reports).seed, scene(&reports).mark), (Some(7), Some(1)));
    }

    #[test]
    fn a_passed_check_has_no_mark() {
        let reports = [Report::Event(note("check", "a")), transcript(&["a"], &["a"])];
        assert_eq!((scene(&reports).seed, scene(&reports).mark), (None, None));
    }
}
