//! One attempt at a verdict: what is already known, what must be built, and each step in turn.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::cargo::{self, Built, Message, What};
use super::evidence::Evidence;
use super::guard::Guard;
use super::hash::Sum;
use super::judge::{self, Sources as Where};
use super::mark::Mark;
use super::place::{self, RunDir};
use super::seal::{Seal, Sealed};
use super::shadow::{self, Shadow};
use super::{
    Cancel, CheckError, CheckEvent, CheckReport, Diagnostic, Location, Options, Outcome, StepReport, Verdict,
    cache, exec,
};
use crate::course::cut::{self, Files};
use crate::course::{Course, Exercise, Step};

/// Variables that would change what the test harness or a check does.
const NOT_FOR_CHECKS: [&str; 8] = [
    "RUST_TEST_THREADS",
    "RUST_TEST_NOCAPTURE",
    "RUST_TEST_SHUFFLE",
    "RUST_TEST_SHUFFLE_SEED",
    "RUST_TEST_TIME_UNIT",
    "RUST_MIN_STACK",
    "INSTA_FORCE_PASS",
    "INSTA_OUTPUT",
];

/// Checks the learner's code. Also returns the stamp of the files it was computed from.
pub(super) fn learners(
    course: &Course,
    exercise: &Exercise,
    options: &Options,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<(CheckReport, String), CheckError> {
    cancel.check()?;
    place::ensure_state(&course.root)?;
    let stamp = stamp(exercise)?;
    judge::refuse_what_is_not_text(&exercise.dir, &exercise.edit)?;
    let seal = Seal::read(&course.root)?;
    let exercise = &seal.described(exercise, &place::target_dir(&course.root))?;
    let sealed = seal.compare(exercise);
    if is_untouched(exercise) {
        return Ok((untouched(exercise, sealed.tampered), stamp));
    }
    let key = cache::Keys::new(&course.root)?.of(exercise, options.seed)?;
    if let Some(report) = known(course, exercise, options, &key, &sealed) {
        let done = report.steps.iter().map(|step| (step.id.clone(), step.outcome));
        done.for_each(|(id, outcome)| on(CheckEvent::StepDone { id, outcome }));
        return Ok((report, stamp));
    }
    let lock = cache::lock_file(&course.root);
    let mut workshop = Workshop::open(course, cancel)?;
    let report = if sealed.tampered.is_empty() {
        let (desk, dirs) =
            (shadow::desk(&course.root, &workshop.target, exercise)?, exercise_dirs(&[exercise]));
        let built = workshop.build(What::Checks, &[exercise], &dirs, desk.as_deref(), on)?;
        workshop.report(exercise, &exercise.dir, None, built, options.seed, on)?
    } else {
        let mut report = workshop.tampered(exercise, &sealed, options.seed, on)?;
        report.tampered = sealed.tampered;
        report
    };
    let key = cache::settled(&course.root, exercise, options.seed, key, &lock)?;
    cache::keep(&course.root, exercise, key, &report);
    Ok((report, stamp))
}

/// Checks other code with the exercise's checks around it.
pub(super) fn given(
    course: &Course,
    exercise: &Exercise,
    files: &Files,
    seed: Option<u64>,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<CheckReport, CheckError> {
    let mut workshop = Workshop::open(course, cancel)?;
    let contents = shadow::around(exercise, files)?;
    workshop.in_shadow("given", exercise, contents, seed, on)
}

/// A verdict that is already known for these bytes.
pub(super) fn known(
    course: &Course,
    exercise: &Exercise,
    options: &Options,
    key: &str,
    sealed: &Sealed,
) -> Option<CheckReport> {
    let report = cache::find(&course.root, exercise, key).filter(|_| !options.fresh)?;
    Some(CheckReport { cached: true, tampered: sealed.tampered.clone(), ..report })
}

/// Changes whenever a file of the exercise does on which the verdict depends.
pub(super) fn stamp(exercise: &Exercise) -> Result<String, CheckError> {
    let mut sum = Sum::new("exercise");
    sum.add_folder(&exercise.dir, cache::counts)?;
    Ok(sum.finish())
}

/// Whether the learner's files are those we handed out.
pub(super) fn is_untouched(exercise: &Exercise) -> bool {
    let Ok(starter) = cut::starter(exercise) else { return false }; // `author verify` says what is wrong
    exercise.edit.iter().all(|file| {
        let given = starter.get(file).map(String::as_bytes);
        given.is_some() && fs::read(exercise.dir.join(file)).ok().as_deref() == given
    })
}

pub(super) fn untouched(exercise: &Exercise, tampered: Vec<PathBuf>) -> CheckReport {
    let steps = exercise.steps.iter().map(locked).collect();
    CheckReport { verdict: Verdict::Untouched, steps, tampered, ..empty(exercise) }
}

/// The folders of exercises that are built where they lie.
pub(super) fn exercise_dirs(exercises: &[&Exercise]) -> Vec<PathBuf> {
    exercises.iter().map(|exercise| exercise.dir.clone()).collect()
}

fn locked(step: &Step) -> StepReport {
    StepReport { id: step.id.clone(), outcome: Outcome::Locked, failure: None }
}

fn empty(exercise: &Exercise) -> CheckReport {
    CheckReport {
        exercise: exercise.id.clone(),
        verdict: Verdict::Passed,
        seconds: 0.0,
        steps: Vec::new(),
        diagnostics: Vec::new(),
        remarks: Vec::new(),
        tampered: Vec::new(),
        left_behind: Vec::new(),
        shown: None,
        beam: Vec::new(),
        figures: Vec::new(),
        cached: false,
    }
}

/// What a check works with: a folder for its files, a guard, and where cargo builds.
pub(super) struct Workshop<'a> {
    course: &'a Course,
    cancel: &'a Cancel,
    target: PathBuf,
    // Dropped in this order: until the folder is gone, the guard would remove it in our place.
    run: RunDir,
    guard: Guard,
    tag: String,
}

impl<'a> Workshop<'a> {
    pub(super) fn open(course: &'a Course, cancel: &'a Cancel) -> Result<Self, CheckError> {
        Self::open_in(course, place::target_dir(&course.root), cancel)
    }

    /// The same, building into this folder.
    pub(super) fn open_in(
        course: &'a Course,
        target: PathBuf,
        cancel: &'a Cancel,
    ) -> Result<Self, CheckError> {
        let run = RunDir::new(&target)?;
        let tag = run.tag();
        let guard = Guard::start(&tag, run.path());
        Ok(Self { course, cancel, target, guard, run, tag })
    }

    /// Builds a part of some exercises, whose files lie in `dirs`, with one cargo call. A `manifest` that is not
    /// the course's is that of the only package.
    pub(super) fn build(
        &mut self,
        what: What<'_>,
        exercises: &[&Exercise],
        dirs: &[PathBuf],
        manifest: Option<&Path>,
        on: &mut dyn FnMut(CheckEvent),
    ) -> Result<BTreeMap<String, Built>, CheckError> {
        let package = |(exercise, dir): (&&Exercise, &PathBuf)| {
            let folder = manifest.and_then(Path::parent).unwrap_or(dir);
            (exercise.package(), folder.to_owned())
        };
        let packages = exercises.iter().zip(dirs).map(package).collect();
        let order = cargo::Order {
            what,
            root: &self.course.root,
            manifest,
            target: &self.target,
            packages,
            temporary: self.run.path(),
        };
        let marks: Vec<Mark> = exercises
            .iter()
            .zip(dirs)
            .map(|(exercise, dir)| Mark::of(exercise, dir))
            .collect::<Result<_, _>>()?;
        let mut built = cargo::build(&order, &mut self.guard, self.cancel, on)?;
        let stale =
            |mark: &&Mark| built.get(&mark.package).is_some_and(|built| mark.is_stale(built, &self.target));
        let stale: Vec<&Mark> = marks.iter().filter(stale).collect();
        if !stale.is_empty() {
            stale.iter().try_for_each(|mark| mark.touch())?;
            built = cargo::build(&order, &mut self.guard, self.cancel, on)?;
        }
        for mark in &marks {
            built.get(&mark.package).map_or(Ok(()), |built| mark.keep(built, &self.target))?;
        }
        on(CheckEvent::Built);
        Ok(built)
    }

    /// Runs the steps of a built exercise and says what came of it.
    pub(super) fn report(
        &mut self,
        exercise: &Exercise,
        dir: &Path,
        workspace: Option<&Path>,
        mut built: BTreeMap<String, Built>,
        seed: Option<u64>,
        on: &mut dyn FnMut(CheckEvent),
    ) -> Result<CheckReport, CheckError> {
        let built = built.remove(&exercise.package()).unwrap_or_default();
        let root = workspace.unwrap_or(&self.course.root).to_owned();
        let sources = Where { exercise, built: dir, root: &root, code: dir };
        let mut report = empty(exercise);
        for message in &built.messages {
            if message.is_error() {
                report.diagnostics.push(diagnostic(&sources, message));
            } else if message.level == "warning" {
                let remark = diagnostic(&sources, message);
                let own = remark.location.as_ref().is_some_and(|at| exercise.edit.contains(&at.file));
                report.remarks.extend(own.then_some(remark));
            }
        }
        let Some(binary) = built.binary.filter(|_| report.diagnostics.is_empty()) else {
            report.verdict = Verdict::DoesNotCompile;
            report.steps = exercise.steps.iter().map(locked).collect();
            return Ok(report);
        };
        for step in &exercise.steps {
            if report.verdict != Verdict::Passed {
                report.steps.push(locked(step));
                continue;
            }
            on(CheckEvent::StepStarted { id: step.id.clone() });
            self.step(&sources, step, &binary, seed, &mut report)?;
            let outcome = report.steps.last().map_or(Outcome::Locked, |step| step.outcome);
            on(CheckEvent::StepDone { id: step.id.clone(), outcome });
        }
        Ok(report)
    }

    fn step(
        &mut self,
        sources: &Where<'_>,
        step: &Step,
        binary: &Path,
        seed: Option<u64>,
        report: &mut CheckReport,
    ) -> Result<(), CheckError> {
        self.cancel.check()?;
        let exercise = sources.exercise;
        let report_file = self.run.path().join(format!("{}.{}.jsonl", exercise.id, step.id));
        let mut arguments: Vec<OsString> = vec!["--exact".into()];
        arguments.extend(step.checks.iter().map(OsString::from));
        arguments.extend(["--test-threads=1".into(), "--nocapture".into()]);
        let mut environment: Vec<(&'static str, OsString)> = vec![
            (trace::REPORT_VARIABLE, report_file.clone().into()),
            (trace::FOLDER_VARIABLE, sources.built.into()),
            ("CARGO_MANIFEST_DIR", sources.built.into()),
            ("INSTA_UPDATE", "no".into()),
            ("INSTA_WORKSPACE_ROOT", sources.root.into()),
            ("RUST_BACKTRACE", "0".into()),
            ("TMPDIR", self.run.path().into()),
        ];
        environment.extend(seed.map(|seed| (trace::SEED_VARIABLE, seed.to_string().into())));
        let order = exec::Order {
            program: binary,
            arguments,
            folder: sources.built,
            environment,
            removed: &NOT_FOR_CHECKS,
            tag: &self.tag,
            memory_bytes: exercise.memory_mb * 1024 * 1024,
            deadline: Duration::from_secs(exercise.step_seconds),
        };
        let mut evidence = Evidence::of(&report_file, sources.root);
        let ended = exec::run(&order, &mut self.guard, &mut evidence, self.cancel)?;
        let failed = judge::step(sources, step, &ended, &evidence)?;
        report.figures.extend_from_slice(evidence.figures());
        report.beam.extend(evidence.beam().cloned().map(judge::legible_comparison));
        report.left_behind.extend(ended.left_behind);
        report.shown = evidence.shown().map(Box::new).or(report.shown.take()).filter(|_| failed.is_none());
        let (outcome, failure) = match failed {
            None => (Outcome::Passed, None),
            Some((verdict, failure)) => {
                report.verdict = verdict;
                (Outcome::Failed, Some(failure))
            }
        };
        report.steps.push(StepReport { id: step.id.clone(), outcome, failure });
        Ok(())
    }

    /// Checks the learner's code with the course's own files in place of those that were changed.
    pub(super) fn tampered(
        &mut self,
        exercise: &Exercise,
        sealed: &Sealed,
        seed: Option<u64>,
        on: &mut dyn FnMut(CheckEvent),
    ) -> Result<CheckReport, CheckError> {
        let contents = shadow::originals(exercise, sealed)?;
        self.in_shadow("sealed", exercise, contents, seed, on)
    }

    fn in_shadow(
        &mut self,
        purpose: &str,
        exercise: &Exercise,
        contents: shadow::Contents,
        seed: Option<u64>,
        on: &mut dyn FnMut(CheckEvent),
    ) -> Result<CheckReport, CheckError> {
        let shadow = Shadow::make(&self.course.root, &self.target, purpose, exercise, contents)?;
        let manifest = shadow.dir.join("Cargo.toml");
        let dirs = std::slice::from_ref(&shadow.dir);
        let built = self.build(What::Checks, &[exercise], dirs, Some(&manifest), on)?;
        self.report(exercise, &shadow.dir, Some(&shadow.dir), built, seed, on)
    }
}

fn diagnostic(sources: &Where<'_>, message: &Message) -> Diagnostic {
    let span = message.spans.iter().find(|span| span.is_primary).or(message.spans.first());
    let location = span.and_then(|span| {
        let file = sources.relative(Path::new(&span.file_name))?;
        Some(Location { file, line: span.line_start })
    });
    Diagnostic {
        code: message.code.as_ref().map(|code| code.code.clone()),
        message: message.message.clone(),
        rendered: sources.below_root(message.rendered.as_deref().unwrap_or_default()),
        location,
    }
}
