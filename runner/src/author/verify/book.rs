//! The book's own verification, which lives in a package of its own.

use serde_json::Value;

use super::super::Finding;
use super::super::programs::{self, cargo};
use crate::course::Course;

const PACKAGE: &str = "runner/book";

pub(super) fn findings(course: &Course) -> Vec<Finding> {
    let mut command = cargo(&course.root);
    command.args(["run", "--quiet", "--package", "workbook-book", "--", "verify", "--format", "json"]);
    let failed =
        |reason: String| vec![Finding::error(PACKAGE, "author-book-not-verified").with("reason", reason)];
    let ended = match programs::run(&mut command, None) {
        Ok(ended) => ended,
        Err(error) => return failed(error.to_string()),
    };
    let Ok(report) = serde_json::from_slice::<Value>(&ended.out) else { return failed(ended.last_words()) };
    let Some(found) = report["findings"].as_array() else { return failed(ended.last_words()) };
    found.iter().map(finding).collect()
}

fn finding(found: &Value) -> Finding {
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let finding = Finding::error(text("file"), "author-book").repair("author-repair-book");
    let finding = finding.with("message", text("message")).with("repair", text("repair"));
    match found["line"].as_u64() {
        Some(line) => finding.line(usize::try_from(line).unwrap_or(1)),
        None => finding,
    }
}
