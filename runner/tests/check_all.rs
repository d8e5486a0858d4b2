//! All exercises at once: one build, each its own verdict, and nothing is run twice.
#![cfg(target_os = "linux")] // the fixture's proofs read /proc

mod check_support;

use std::time::{Duration, Instant};

use check_support::{Fixture, put};
use workbook::check::{self, AllEvent, AllReport, Cancel, CheckError, Verdict};

const GOOD: &str = "pub fn run() {}";

fn all(fixture: &Fixture) -> AllReport {
    let mut said = Vec::new();
    let mut on = |event| {
        if let AllEvent::Checked(report) = event {
            said.push(report);
        }
    };
    let report = check::all(&fixture.course(), &Cancel::default(), &mut on).expect("it can be checked");
    assert_eq!(said, report.exercises, "each verdict is said when it is there");
    report
}

#[test]
fn one_that_cannot_be_read_keeps_no_other_from_its_verdict() {
    let others = [("all_bytes", GOOD), ("all_manifest", GOOD), ("all_well", GOOD)];
    let fixture = Fixture::new("all_before", GOOD).and(&others);
    let file = |name: &str| fixture.root.join("exercises/01_one").join(name);
    put(&file("all_bytes/src/lib.rs"), b"pub fn run() {} // \xff");
    put(&file("all_manifest/Cargo.toml"), b"[package\n");
    let mut refused = Vec::new();
    let mut on = |event| {
        if let AllEvent::NotChecked { exercise, error } = event {
            refused.push((exercise, error));
        }
    };
    let report =
        check::all(&fixture.course(), &Cancel::default(), &mut on).expect("the others can be checked");
    let wanted = [("all_before", Verdict::Passed, false), ("all_well", Verdict::Passed, false)];
    assert_eq!((verdicts(&report), report.passed, report.failed), (wanted.to_vec(), 2, 0));
    assert_eq!(report.not_checked, ["all_bytes", "all_manifest"]);
    let reasons: Vec<&CheckError> = refused.iter().map(|(_, error)| error).collect();
    assert!(matches!(reasons[..], [CheckError::NotUtf8 { .. }, CheckError::Cargo { .. }]), "{reasons:?}");
}

fn verdicts(report: &AllReport) -> Vec<(&str, Verdict, bool)> {
    report.exercises.iter().map(|one| (one.exercise.as_str(), one.verdict, one.cached)).collect()
}

#[test]
fn one_that_does_not_compile_keeps_no_other_from_its_verdict() {
    let others = [
        ("all_broken", "pub fn run() { nonsense }"),
        ("all_fails", "pub fn run() { panic!() }"),
        ("all_good", GOOD),
    ];
    let fixture = Fixture::new("all_first", GOOD).and(&others);
    let report = all(&fixture);
    let wanted = [
        ("all_first", Verdict::Passed, false),
        ("all_broken", Verdict::DoesNotCompile, false),
        ("all_fails", Verdict::Failed, false),
        ("all_good", Verdict::Passed, false),
    ];
    assert_eq!(verdicts(&report), wanted);
    assert_eq!((report.passed, report.failed), (2, 2));
    assert_eq!(fixture.processes(), Vec::<String>::new());

    let start = Instant::now();
    let again = all(&fixture);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(verdicts(&again), wanted.map(|(id, verdict, _)| (id, verdict, true)));

    put(&fixture.root.join("exercises/01_one/all_broken/src/lib.rs"), GOOD.as_bytes());
    let third = all(&fixture);
    let cached: Vec<bool> = third.exercises.iter().map(|one| one.cached).collect();
    assert_eq!((third.passed, cached), (3, vec![true, false, true, true]));
}
