//! Runs every `beam.exs` on a real BEAM and compares with, or rewrites, its recorded `beam.out`.

use std::fs;
use std::io;
use std::process::Command;

use super::programs::{self, LIMIT};
use super::{AuthorError, Finding, Level, Mode, Outcome, exercises, write};
use crate::course::{Course, Exercise};
use trace::first_difference;

/// The script of an exercise.
pub(super) const SCRIPT: &str = "beam.exs";
/// What the BEAM printed for it.
pub(super) const TRANSCRIPT: &str = "beam.out";

/// Runs the scripts of every exercise.
///
/// # Errors
/// A transcript could not be written.
pub fn beam(course: &Course, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    for exercise in &exercises(course).0 {
        outcome.add(one(exercise, mode)?);
        if outcome.findings.iter().any(|finding| finding.level == Level::Skipped) {
            break; // it will not be installed for the next one either
        }
    }
    Ok(outcome.tidy(course))
}

/// Runs the script of one exercise.
pub(super) fn one(exercise: &Exercise, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    let script = exercise.dir.join(SCRIPT);
    if !script.is_file() {
        return Ok(outcome);
    }
    let failed =
        |reason: String| Finding::error(&script, "author-beam-failed").with("reason", reason).of(exercise);
    let ended =
        match programs::run(Command::new("elixir").arg(SCRIPT).current_dir(&exercise.dir), Some(LIMIT)) {
            Ok(ended) if ended.success => ended,
            Ok(ended) => {
                outcome.findings.push(failed(ended.last_words()));
                return Ok(outcome);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                outcome.findings.push(Finding::new(Level::Skipped, SCRIPT, "author-no-elixir"));
                return Ok(outcome);
            }
            Err(error) => {
                outcome.findings.push(failed(error.to_string()));
                return Ok(outcome);
            }
        };
    let path = exercise.dir.join(TRANSCRIPT);
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let printed = String::from_utf8_lossy(&ended.out).into_owned();
    if !printed.starts_with("# OTP ") {
        outcome.findings.push(Finding::error(&script, "author-beam-header").of(exercise));
    }
    match mode {
        Mode::Write if printed != recorded => {
            write(&path, printed.as_bytes())?;
            outcome.written.push(path);
        }
        Mode::Write => {}
        Mode::Check => outcome.findings.extend(stale(exercise, &recorded, &printed)),
    }
    Ok(outcome)
}

/// The first line that differs. Lines with `#` name the version, which may be another one here.
fn stale(exercise: &Exercise, recorded: &str, printed: &str) -> Option<Finding> {
    let lines = |text: &'_ str| -> Vec<(usize, String)> {
        let numbered = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#'));
        numbered.map(|(number, line)| (number, line.to_owned())).collect()
    };
    let (expected, got) = (lines(recorded), lines(printed));
    let text = |lines: &[(usize, String)]| lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>();
    let at = first_difference(&text(&expected), &text(&got))?;
    let said = |lines: &[(usize, String)]| lines.get(at).map_or(String::new(), |(_, line)| line.clone());
    let line = expected.get(at).or(expected.last()).map_or(1, |(number, _)| *number);
    let finding = Finding::error(exercise.dir.join(TRANSCRIPT), "author-stale-beam").line(line);
    let finding = finding.with("expected", said(&expected)).with("got", said(&got));
    Some(finding.repair("author-repair-beam").of(exercise))
}

#[cfg(test)]
mod tests {
    use super::stale;
    use crate::progress::test_exercise;

    #[test]
    fn another_version_is_no_difference_and_another_line_is() {
        let root = tempfile::tempdir().expect("a folder");
        let exercise = test_exercise(root.path());
        assert_eq!(stale(&exercise, "# OTP 25\na\nb\n", "# OTP 27\na\nb\n"), None);
        let finding = stale(&exercise, "# OTP 25\na\nb\n", "# OTP 27\na\nc\n").expect("it differs");
        assert_eq!(finding.line, Some(3));
        assert_eq!(finding.arguments, [("expected", "b".to_owned()), ("got", "c".to_owned())]);
        let shorter = stale(&exercise, "a\nb\n", "a\n").expect("it differs");
        assert_eq!(shorter.arguments[1], ("got", String::new()));
    }
}
