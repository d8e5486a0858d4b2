//! Runs the scripts of exercises on a real BEAM and compares with, or rewrites, what is recorded.
//!
//! `beam.exs` is always recorded, in `beam.out`. Any other `NAME.exs` is where a `NAME.out` lies beside it; one
//! without measures something, and prints other figures each time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use trace::first_difference;

use super::programs::{self, Ended, LIMIT};
use super::{AuthorError, Finding, Level, Mode, Outcome, chosen, names, write};
use crate::course::{Course, Exercise};

/// The script that every claim about the BEAM stands on.
pub(super) const SCRIPT: &str = "beam.exs";
/// What the BEAM printed for it.
pub(super) const TRANSCRIPT: &str = "beam.out";

/// Runs the scripts of every exercise.
///
/// # Errors
/// A transcript could not be written.
pub fn beam(course: &Course, ids: &[String], mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    for exercise in &chosen(course, ids)? {
        outcome.add(one(exercise, mode)?);
        if outcome.findings.iter().any(|finding| finding.level == Level::Skipped) {
            break; // it will not be installed for the next one either
        }
    }
    Ok(outcome.tidy(course))
}

/// Runs the scripts of one exercise.
pub(super) fn one(exercise: &Exercise, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    for script in scripts(exercise) {
        let path = exercise.dir.join(&script);
        let failed = |reason: String| Finding::error(&path, "author-beam-failed").with("reason", reason);
        match run(exercise, &script) {
            Ok(ended) if ended.success => {
                outcome.add(compare(exercise, &path, &String::from_utf8_lossy(&ended.out), mode)?);
            }
            Ok(ended) => outcome.findings.push(failed(ended.last_words())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                outcome.findings.push(Finding::new(Level::Skipped, SCRIPT, "author-no-elixir"));
                return Ok(outcome);
            }
            Err(error) => outcome.findings.push(failed(error.to_string())),
        }
    }
    outcome.findings = outcome.findings.into_iter().map(|finding| finding.of(exercise)).collect();
    Ok(outcome)
}

/// The scripts that are recorded, relative to the exercise.
#[must_use]
pub fn scripts(exercise: &Exercise) -> Vec<PathBuf> {
    let names = names(&exercise.dir).into_iter().map(PathBuf::from);
    let scripts = names.filter(|name| name.extension().is_some_and(|ending| ending == "exs"));
    scripts.filter(|name| name == SCRIPT || exercise.dir.join(name.with_extension("out")).is_file()).collect()
}

/// What a script prints on the BEAM of this machine; inside, why it did not run to its end.
///
/// # Errors
/// It could not be started; `NotFound`: Elixir is not installed.
pub fn live(exercise: &Exercise, script: &Path) -> io::Result<Result<String, String>> {
    let ended = run(exercise, script)?;
    let printed = || String::from_utf8_lossy(&ended.out).into_owned();
    Ok(if ended.success { Ok(printed()) } else { Err(ended.last_words()) })
}

fn run(exercise: &Exercise, script: &Path) -> io::Result<Ended> {
    programs::run(Command::new("elixir").arg(script).current_dir(&exercise.dir), Some(LIMIT))
}

fn compare(exercise: &Exercise, script: &Path, printed: &str, mode: Mode) -> Result<Outcome, AuthorError> {
    let mut outcome = Outcome::default();
    if !printed.starts_with("# OTP ") {
        outcome.findings.push(Finding::error(script, "author-beam-header"));
    }
    let path = script.with_extension("out");
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    match mode {
        Mode::Write if printed != recorded => {
            write(&path, printed.as_bytes())?;
            outcome.written.push(path);
        }
        Mode::Write => {}
        Mode::Check => {
            outcome.findings.extend(stale(&path, &recorded, printed).map(|found| found.of(exercise)))
        }
    }
    Ok(outcome)
}

/// The first line that differs. Lines with `#` name the version, which may be another one here.
fn stale(path: &Path, recorded: &str, printed: &str) -> Option<Finding> {
    let lines = |text: &'_ str| -> Vec<(usize, String)> {
        let numbered = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#'));
        numbered.map(|(number, line)| (number, line.to_owned())).collect()
    };
    let (expected, got) = (lines(recorded), lines(printed));
    let text = |lines: &[(usize, String)]| lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>();
    let at = first_difference(&text(&expected), &text(&got))?;
    let said = |lines: &[(usize, String)]| lines.get(at).map_or(String::new(), |(_, line)| line.clone());
    let line = expected.get(at).or(expected.last()).map_or(1, |(number, _)| *number);
    let finding = Finding::error(path, "author-stale-beam").line(line);
    let finding = finding.with("expected", said(&expected)).with("got", said(&got));
    Some(finding.repair("author-repair-beam"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{scripts, stale};
    use crate::progress::test_exercise;

    #[test]
    fn another_version_is_no_difference_and_another_line_is() {
        let file = Path::new("beam.out");
        assert_eq!(stale(file, "# OTP 25\na\nb\n", "# OTP 27\na\nb\n"), None);
        let finding = stale(file, "# OTP 25\na\nb\n", "# OTP 27\na\nc\n").expect("it differs");
        assert_eq!(finding.line, Some(3));
        assert_eq!(finding.arguments, [("expected", "b".to_owned()), ("got", "c".to_owned())]);
        let shorter = stale(file, "a\nb\n", "a\n").expect("it differs");
        assert_eq!(shorter.arguments[1], ("got", String::new()));
    }

    #[test]
    fn a_script_with_a_transcript_beside_it_is_recorded() {
        let root = tempfile::tempdir().expect("a folder");
        let exercise = test_exercise(root.path());
        for name in ["beam.exs", "servers.exs", "servers.out", "figures.exs", "notes.md"] {
            fs::write(exercise.dir.join(name), "").expect("writable");
        }
        assert_eq!(scripts(&exercise), ["beam.exs", "servers.exs"].map(PathBuf::from));
    }
}
