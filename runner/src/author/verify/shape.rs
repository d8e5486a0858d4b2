//! Files as they are: markers, steps, causes, order of the course, length of a starter, leftovers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex_lite::Regex;
use toml::Table;

use super::super::beam::{SCRIPT, TRANSCRIPT};
use super::super::{Finding, exercises};
use crate::course::cut::{self, Files};
use crate::course::{Course, Exercise, Language};
use crate::mentor;

/// A learner should not have to read more than this to start.
const STARTER_LINES: usize = 120;
/// Below this, a wrong solution or two are missing.
const WRONG_SOLUTIONS: usize = 2;

pub(super) fn findings(course: &Course, exercise: &Exercise) -> Vec<Finding> {
    let mut findings = Vec::new();
    match cut::starter(exercise) {
        Ok(starter) => findings.extend(of_starter(exercise, &starter)),
        Err(error) => findings.push(error.into()),
    }
    findings.extend(steps(exercise));
    findings.extend(causes(exercise));
    findings.extend(order(course, exercise));
    let dir = &exercise.dir;
    if dir.join(SCRIPT).is_file() && !dir.join(TRANSCRIPT).is_file() {
        findings
            .push(Finding::error(dir.join(TRANSCRIPT), "author-no-transcript").repair("author-repair-beam"));
    }
    for file in ["exercise.toml", "mentor/en.md", "mentor/ru.md", "beam.exs"] {
        findings.extend(placeholder(&dir.join(file)));
    }
    for file in cut::solution(exercise).unwrap_or_default().keys() {
        findings.extend(solution_placeholder(exercise, file));
    }
    findings
}

fn of_starter(exercise: &Exercise, starter: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    for path in &exercise.edit {
        let file = exercise.dir.join(path);
        match starter.get(path).map(|text| text.lines().count()) {
            None => {
                let toml = exercise.dir.join("exercise.toml");
                findings.push(Finding::error(toml, "author-no-such-edit").with("path", path.display()));
            }
            Some(lines) if lines > STARTER_LINES => {
                let finding = Finding::warning(file, "author-long-starter").with("lines", lines);
                findings.push(finding.with("limit", STARTER_LINES));
            }
            Some(_) => {}
        }
    }
    findings
}

/// Cuts name steps. (A step without a cut is one about how the others were written.)
fn steps(exercise: &Exercise) -> Vec<Finding> {
    let toml = exercise.dir.join("exercise.toml");
    let cuts = cut::steps(exercise).unwrap_or_default();
    let unknown = cuts.iter().filter(|cut| !exercise.steps.iter().any(|step| step.id == **cut));
    unknown.map(|cut| Finding::error(&toml, "author-cut-without-step").with("step", cut)).collect()
}

/// Causes that checks and wrong solutions name have an entry, and each entry can be reached.
fn causes(exercise: &Exercise) -> Vec<Finding> {
    let toml = exercise.dir.join("exercise.toml");
    let common = mentor::common(Language::En).causes;
    let known =
        |cause: &str| common.contains_key(cause) || exercise.causes.iter().any(|known| known.id == cause);
    let mut findings = Vec::new();
    if !known(&exercise.starter) {
        findings.push(Finding::error(&toml, "author-unknown-cause").with("cause", &exercise.starter));
    }
    let checks = exercise.dir.join("tests/checks.rs");
    let named = named(&fs::read_to_string(&checks).unwrap_or_default());
    let unknown = named.iter().filter(|(_, cause)| !known(cause));
    findings.extend(unknown.map(|(line, cause)| {
        Finding::error(&checks, "author-unknown-cause").line(*line).with("cause", cause)
    }));
    let wrong = match cut::wrong(exercise) {
        Ok(wrong) => wrong,
        Err(error) => {
            findings.push(error.into());
            return findings;
        }
    };
    let folder = exercise.dir.join("wrong");
    if wrong.len() < WRONG_SOLUTIONS {
        let finding = Finding::error(&folder, "author-few-wrong-solutions").with("count", wrong.len());
        findings.push(finding.with("needed", WRONG_SOLUTIONS));
    }
    let unknown = wrong.iter().filter(|wrong| !known(&wrong.cause));
    findings.extend(unknown.map(|wrong| {
        Finding::error(folder.join(format!("{}.rs", wrong.name)), "author-unknown-cause")
            .with("cause", &wrong.cause)
    }));
    for cause in &exercise.causes {
        if !wrong.iter().any(|wrong| wrong.cause == cause.id) {
            let finding = Finding::warning(&toml, "author-cause-without-wrong").with("cause", &cause.id);
            findings.push(finding.repair("author-repair-wrong"));
        }
    }
    findings
}

/// Causes that the text of checks names, with their lines.
fn named(checks: &str) -> BTreeSet<(usize, String)> {
    let patterns = [
        r#"\b(?:check|suspect)\(\s*"([a-z0-9_]+)"\s*[,)]"#, // the default one, and t.suspect("…")
        r#"\bsuspect_if\([^;]*?"([a-z0-9_]+)"\s*,?\s*\);"#,
    ];
    let patterns = patterns.map(|pattern| Regex::new(pattern).expect("written here"));
    let line = |at: usize| checks[..at].matches('\n').count() + 1;
    let hits = patterns.iter().flat_map(|pattern| pattern.captures_iter(checks));
    hits.filter_map(|hit| hit.get(1)).map(|name| (line(name.start()), name.as_str().to_owned())).collect()
}

/// An exercise stands on what comes before it in the course.
fn order(course: &Course, exercise: &Exercise) -> Vec<Finding> {
    let ids: Vec<&str> = course.exercises().map(|exercise| exercise.id.as_str()).collect();
    let place = ids.iter().position(|id| *id == exercise.id).unwrap_or(ids.len());
    let unlisted: Vec<String> = exercises(course).0.into_iter().map(|exercise| exercise.id).collect();
    let mut findings = Vec::new();
    for manifest in [exercise.dir.join("Cargo.toml"), exercise.solution_dir.join("Cargo.toml")] {
        for dependency in dependencies(&manifest) {
            let at = ids.iter().position(|id| *id == dependency);
            let is_late = match at {
                Some(at) => at >= place,
                None => place < ids.len() && unlisted.contains(&dependency),
            };
            if is_late {
                findings.push(Finding::error(&manifest, "author-later-dependency").with("id", dependency));
            }
        }
    }
    findings
}

fn dependencies(manifest: &Path) -> Vec<String> {
    let table: Table =
        fs::read_to_string(manifest).ok().and_then(|text| text.parse().ok()).unwrap_or_default();
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = sections.into_iter().filter_map(|section| table.get(section)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The marks of a template that nobody has filled in.
fn placeholder(file: &Path) -> Option<Finding> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().position(|line| line.contains("TODO"))?;
    Some(Finding::error(file, "author-placeholder").line(line + 1))
}

/// `TODO` in a solution is for the starter only: behind `=>`.
fn solution_placeholder(exercise: &Exercise, path: &Path) -> Option<Finding> {
    let file = exercise.solution_dir.join(path);
    let text = fs::read_to_string(&file).ok()?;
    let line = text.lines().position(|line| line.contains("TODO") && !line.contains("=>"))?;
    Some(Finding::error(file, "author-placeholder").line(line + 1))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn every_way_to_name_a_cause_is_seen() {
        let checks = "\
check(\"a_default\", |t| {
    t.suspect(\"b_exact\");
    t.suspect_if(left.split(' ').count() < 3 || left == \"c3 ()\", \"c_sign\");
    t.suspect_if(
        lines.contains(\"x\"),
        \"d_far\",
    );
    t.snapshot(\"no_cause\", env!(\"CARGO_MANIFEST_DIR\"));
    self.check_all(\"nor this\");
});";
        let names: Vec<String> =
            named(checks).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
        assert_eq!(names, ["1 a_default", "2 b_exact", "3 c_sign", "6 d_far"]);
    }
}
