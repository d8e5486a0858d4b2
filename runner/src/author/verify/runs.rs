//! What the checks say about the starter, the solution and each wrong solution.

use std::path::PathBuf;

use super::super::{AuthorError, Finding};
use super::VerifyEvent;
use crate::check::{self, Cancel, CheckError, CheckReport, Options, Sources, Verdict};
use crate::course::cut::{self, Files};
use crate::course::{Course, Exercise};

pub(super) fn findings(
    course: &Course,
    exercise: &Exercise,
    cancel: &Cancel,
    on: &mut dyn FnMut(VerifyEvent),
) -> Result<Vec<Finding>, AuthorError> {
    let mut findings = Vec::new();
    let mut judge = |name: &str, files: Files| {
        on(VerifyEvent::Run { name: name.to_owned() });
        let source = Sources::Given { name: name.to_owned(), files };
        let options = Options { source, ..Options::default() };
        check::run(course, exercise, &options, cancel, &mut |_| ())
    };
    let mut hear = |run: Result<CheckReport, CheckError>, say: &dyn Fn(&CheckReport) -> Option<Finding>| {
        match run {
            Ok(report) => findings.extend(say(&report)),
            // What cargo or the checks refuse lies in the exercise; anything else in the machine.
            Err(CheckError::Cargo { message }) => {
                let checks = exercise.dir.join("tests/checks.rs");
                findings.push(Finding::error(checks, "author-no-verdict").with("reason", message));
            }
            Err(CheckError::NoReport { check }) => {
                let checks = exercise.dir.join("tests/checks.rs");
                findings.push(Finding::error(checks, "no-report").with("check", check));
            }
            Err(error) => return Err(AuthorError::from(error)),
        }
        Ok(())
    };
    // Markers that do not fit are findings of `shape`.
    if let Ok(files) = cut::starter(exercise) {
        hear(judge("starter", files), &|report| starter(exercise, report))?;
    }
    if let Ok(files) = cut::solution(exercise) {
        hear(judge("solution", files), &|report| solution(exercise, report))?;
    }
    for wrong in cut::wrong(exercise).unwrap_or_default() {
        let file = exercise.dir.join("wrong").join(format!("{}.rs", wrong.name));
        let run = judge(&wrong.name, wrong.files);
        hear(run, &|report| told(file.clone(), &wrong.cause, wrong.verdict, report))?;
    }
    Ok(findings)
}

fn starter(exercise: &Exercise, report: &CheckReport) -> Option<Finding> {
    let (verdict, cause) = (report.verdict, cause(report));
    // What an untouched starter must be told decides its verdict too.
    let promised = match exercise.starter.as_str() {
        "does_not_compile" => Verdict::DoesNotCompile,
        "deadlock" => Verdict::Deadlocked,
        "busy_loop" => Verdict::BusyLoop,
        "output_flood" => Verdict::OutputFlood,
        "out_of_memory" => Verdict::OutOfMemory,
        "crash" => Verdict::Crashed,
        _ => verdict,
    };
    let fails = verdict != Verdict::Passed && verdict == promised;
    let is_told = cause == exercise.starter || promised == Verdict::DoesNotCompile;
    if fails && is_told {
        return None;
    }
    let finding = Finding::error(exercise.dir.join("exercise.toml"), "author-starter");
    Some(finding.with("expected", &exercise.starter).with("verdict", name(verdict)).with("cause", cause))
}

fn solution(exercise: &Exercise, report: &CheckReport) -> Option<Finding> {
    if report.verdict == Verdict::Passed {
        return None;
    }
    let finding = Finding::error(&exercise.solution_dir, "author-solution-fails");
    let finding = finding.with("verdict", name(report.verdict)).with("cause", cause(report));
    Some(finding.with("reason", reason(report)))
}

/// A wrong solution is told its own cause, with its own verdict.
fn told(file: PathBuf, expected: &str, verdict: Verdict, report: &CheckReport) -> Option<Finding> {
    let got = cause(report);
    if report.verdict == verdict && got == expected {
        return None;
    }
    let finding = Finding::error(file, "author-wrong-told-otherwise").repair("author-repair-told");
    let finding = finding.with("cause", expected).with("verdict", name(verdict)).with("got", got);
    Some(finding.with("got_verdict", name(report.verdict)).with("reason", reason(report)))
}

/// The cause of the first failing step; `-` where there is none.
fn cause(report: &CheckReport) -> String {
    let failure = report.steps.iter().find_map(|step| step.failure.as_ref());
    failure.map_or("-".to_owned(), |failure| failure.cause.clone())
}

/// The check that failed and what it said, or the first error of the compiler.
fn reason(report: &CheckReport) -> String {
    if let Some(diagnostic) = report.diagnostics.first() {
        return diagnostic.message.clone();
    }
    let failure = report.steps.iter().find_map(|step| step.failure.as_ref());
    let said = |message: &str| message.lines().next().unwrap_or_default().to_owned();
    failure.map_or("-".to_owned(), |failure| format!("{}: {}", failure.check, said(&failure.message)))
}

/// `does_not_compile`: as JSON has it.
fn name(verdict: Verdict) -> String {
    serde_json::to_value(verdict).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
