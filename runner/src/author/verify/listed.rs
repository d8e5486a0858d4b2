//! Every `#[test]` of the checks is listed exactly once, and every listed check is there.

use std::path::Path;

use super::super::Finding;
use super::super::programs::{self, LIMIT};
use crate::course::{Course, Exercise};

pub(super) fn findings(course: &Course, exercise: &Exercise, binary: &Path) -> Vec<Finding> {
    let toml = exercise.dir.join("exercise.toml");
    let mut command = programs::checks(binary, course, exercise);
    let listed = match programs::run(command.args(["--list", "--format=terse"]), Some(LIMIT)) {
        Ok(ended) if ended.success => ended.out,
        Ok(ended) => {
            return vec![Finding::error(&toml, "author-no-list").with("reason", ended.last_words())];
        }
        Err(error) => return vec![Finding::error(&toml, "author-no-list").with("reason", error)],
    };
    let tests = String::from_utf8_lossy(&listed);
    let tests: Vec<&str> = tests.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    let promised: Vec<&str> =
        exercise.steps.iter().flat_map(|step| &step.checks).map(String::as_str).collect();
    // Within a step a check is listed once (the file would not load), and steps have different ids.
    let unlisted = tests.iter().filter(|test| !promised.contains(test));
    let unlisted = unlisted.map(|test| {
        Finding::error(exercise.dir.join("tests/checks.rs"), "author-unlisted-check").with("check", test)
    });
    let missing = promised.iter().filter(|check| !tests.contains(check));
    let missing = missing.map(|check| Finding::error(&toml, "author-missing-check").with("check", check));
    let pictures = exercise.pictures.iter().filter(|picture| !tests.contains(&picture.check.as_str()));
    let pictures =
        pictures.map(|picture| Finding::error(&toml, "author-missing-check").with("check", &picture.check));
    unlisted.chain(missing).chain(pictures).collect()
}
