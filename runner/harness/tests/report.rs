//! What a check tells the runner, as the runner reads it: from the file, after the process has ended.
//!
//! Each test runs itself again in a process of its own, which has a report file and does what the test is about.

use std::path::PathBuf;
use std::process::{Command, Output};

use harness::{Event, Kind, Report, World, check, sim};

/// In the outer process: how the inner one ended and what it reported. In the inner process: none, after `body`.
fn reported(test: &str, body: impl FnOnce()) -> Option<(Output, Vec<Report>)> {
    if std::env::var_os("WORKBOOK_REPORT").is_some() {
        body();
        return None;
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.jsonl"));
    let _ = std::fs::remove_file(&path);
    let output = Command::new(std::env::current_exe().expect("a test knows its own binary"))
        .args(["--exact", test, "--test-threads=1", "--nocapture"])
        .env("WORKBOOK_REPORT", &path)
        .output()
        .expect("the binary can be run again");
    let text = std::fs::read_to_string(&path).expect("the check reported something");
    let reports = text.lines().map(|line| serde_json::from_str(line).expect("each line is a report"));
    Some((output, reports.collect()))
}

fn events(reports: &[Report]) -> usize {
    reports.iter().filter(|report| matches!(report, Report::Event(_))).count()
}

/// Prints 5,000 lines, then does `last`.
fn talkative(last: fn()) {
    check("x", |t| {
        let run = sim(1, move |world: World| async move {
            for n in 0..5_000 {
                world.say("p", n.to_string());
            }
            last();
        });
        t.run(run);
    });
}

#[test]
fn a_check_is_named_as_its_test() {
    let this = "a_check_is_named_as_its_test";
    let Some((output, reports)) = reported(this, || check("x", |t| t.line("a"))) else { return };
    assert!(output.status.success());
    assert_eq!(reports.first(), Some(&Report::Begin { check: this.to_owned() }));
    assert_eq!(reports.last(), Some(&Report::Passed { check: this.to_owned() }));
}

#[test]
fn a_panic_is_reported_with_its_place_after_all_events_before_it() {
    let this = "a_panic_is_reported_with_its_place_after_all_events_before_it";
    let Some((output, reports)) = reported(this, || talkative(|| panic!("boom"))) else { return };
    assert!(!output.status.success());
    assert_eq!(events(&reports), 5_000);
    let Some(Report::Panic { message, source: Some(source) }) = reports.last() else {
        panic!("the last report is the panic: {:?}", reports.last())
    };
    assert_eq!(message, "boom");
    assert!(source.file.ends_with("report.rs"), "{}", source.file);
}

#[test]
fn an_abort_loses_less_than_a_batch() {
    let this = "an_abort_loses_less_than_a_batch";
    let Some((output, reports)) = reported(this, || talkative(|| std::process::abort())) else { return };
    assert!(!output.status.success());
    assert!(events(&reports) > 4_900, "{} events", events(&reports));
}

#[test]
fn a_deadlock_is_reported_with_who_waits_for_whom() {
    let body = || {
        check("x", |t| {
            let run = sim(1, |world: World| async move {
                let kind = Kind::Wait { what: "call b".to_owned(), whom: Some("b".to_owned()) };
                world.tracer()(Event { at: 0, process: "a".to_owned(), kind, source: None });
                std::future::pending::<()>().await;
            });
            t.run(run);
        });
    };
    let Some((_, reports)) = reported("a_deadlock_is_reported_with_who_waits_for_whom", body) else { return };
    let deadlock = reports.iter().find_map(|report| match report {
        Report::Deadlock { waiting } => Some(waiting),
        _ => None,
    });
    let waiting = deadlock.expect("a deadlock is reported");
    assert_eq!((waiting[0].process.as_str(), waiting[0].whom.as_deref()), ("a", Some("b")));
    let Some(Report::Panic { message, .. }) = reports.last() else { panic!("a deadlock fails the check") };
    assert!(message.contains("a waits in call b"), "{message}");
}
