//! Code that hangs, spins, floods, eats, forks, dies: each has its own verdict in time, and leaves nobody behind.
#![cfg(target_os = "linux")] // the proof reads /proc

mod check_support;

use check_support::{Fixture, RUNS, failure};
use workbook::check::{Outcome, Verdict};

/// Declares what the standard library has no name for; it is linked all the same.
const LIBC: &str =
    "unsafe extern \"C\" { fn fork() -> i32; fn setsid() -> i32; fn kill(p: i32, s: i32) -> i32; }";

/// Panics in its third line.
const UNWRAPS: &str = "pub fn run() {\n    let none: Option<u8> = None;\n    none.unwrap();\n}";

#[track_caller]
fn ends(name: &str, code: &str, verdict: Verdict, cause: &str) {
    let report = Fixture::new(name, code).report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (verdict, cause), "{failure:?}");
    assert_eq!(report.steps[0].outcome, Outcome::Failed);
}

#[test]
fn a_simulated_deadlock_is_found_at_once() {
    let checks = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |t| t.run(harness::sim(7, |_| subject::run())));
    }
}
"#;
    let code = "pub async fn run() { std::future::pending().await }";
    let fixture = Fixture::with_checks("sim_deadlock", code, checks, &[("first", &["it_runs"])]);
    let report = fixture.report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (Verdict::Deadlocked, "deadlock"));
    assert_eq!(failure.seed, Some(7));
}

#[test]
fn a_receive_that_waits_for_nobody_is_a_deadlock() {
    let code = "pub fn run() { let (_s, r) = std::sync::mpsc::channel::<()>(); r.recv().unwrap() }";
    ends("blocked_receive", code, Verdict::Deadlocked, "deadlock");
}

#[test]
fn work_before_a_deadlock_does_not_make_it_a_busy_loop() {
    let code = "pub fn run() {
        let start = std::time::Instant::now();
        while start.elapsed().as_millis() < 600 {}
        std::thread::park();
        std::thread::park();
    }";
    ends("late_deadlock", code, Verdict::Deadlocked, "deadlock");
}

#[test]
fn a_loop_without_end_is_a_busy_loop() {
    ends("spin", "pub fn run() { loop { std::hint::spin_loop() } }", Verdict::BusyLoop, "busy_loop");
}

#[test]
fn a_loop_that_reports_without_end_is_a_busy_loop() {
    let checks = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |t| loop { t.line("again"); });
    }
}
"#;
    let steps: &[(&str, &[&str])] = &[("first", &["it_runs"])];
    let report = Fixture::with_checks("endless_report", "", checks, steps).report();
    assert_eq!(report.verdict, Verdict::BusyLoop);
}

#[test]
fn a_flood_is_stopped_and_its_end_is_shown() {
    let report =
        Fixture::new("flood", "pub fn run() { for n in 0u64.. { println!(\"line {n}\") } }").report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (Verdict::OutputFlood, "output_flood"));
    assert!(failure.output.lines().count() > 10 && failure.output.starts_with("line "), "{}", failure.output);
}

#[test]
fn a_short_flood_is_a_flood_too() {
    let code = "pub fn run() { println!(\"{}\", \"x\".repeat(300_000)) }";
    ends("short_flood", code, Verdict::OutputFlood, "output_flood");
}

#[test]
fn memory_beyond_the_limit_ends_the_check() {
    let code = "pub fn run() { let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 20]) } }";
    ends("memory", code, Verdict::OutOfMemory, "out_of_memory");
}

#[test]
fn memory_that_cannot_be_had_is_out_of_memory() {
    let code = "pub fn run() { let all = vec![1u8; 1 << 46]; println!(\"{}\", all[7]) }";
    ends("no_memory", code, Verdict::OutOfMemory, "out_of_memory");
}

#[test]
fn memory_of_children_counts() {
    let code = format!(
        "{LIBC} pub fn run() {{
            for _ in 0..4 {{
                if unsafe {{ fork() }} == 0 {{
                    let own = vec![1u8; 60 << 20];
                    loop {{ std::hint::black_box(&own); std::thread::sleep(std::time::Duration::from_secs(1)) }}
                }}
            }}
            loop {{ std::thread::park() }}
        }}"
    );
    ends("children_memory", &code, Verdict::OutOfMemory, "out_of_memory");
}

#[test]
fn reserved_address_space_is_not_memory() {
    let code =
        "pub fn run() { let all: Vec<u8> = Vec::with_capacity(3 << 30); println!(\"{}\", all.capacity()) }";
    let report = Fixture::new("reserved", code).report();
    assert_eq!(report.verdict, Verdict::Passed, "{report:?}");
}

/// Children that leave the group, the session, the parent and the output behind.
fn daemons(end: &str) -> String {
    format!(
        "{LIBC} pub fn run() {{
            for _ in 0..5 {{
                if unsafe {{ fork() }} == 0 {{
                    unsafe {{ setsid() }};
                    if unsafe {{ fork() }} == 0 {{
                        loop {{ std::thread::sleep(std::time::Duration::from_secs(60)) }}
                    }}
                    unsafe {{ kill(std::process::id() as i32, 9) }};
                }}
            }}
            std::process::Command::new(\"setsid\").args([\"sleep\", \"300\"]).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(30));
            {end}
        }}"
    )
}

#[test]
fn children_left_by_a_passing_check_are_noticed_and_ended() {
    let report = Fixture::new("daemons", &daemons("")).report();
    assert_eq!(report.verdict, Verdict::Passed, "{report:?}");
    assert_eq!(report.left_behind.len(), 2, "each name once: {:?}", report.left_behind);
    assert!(report.left_behind.iter().any(|name| name == "sleep"), "{:?}", report.left_behind);
}

#[test]
fn a_crowd_of_children_is_ended_before_it_fills_the_machine() {
    let code = format!(
        "{LIBC} pub fn run() {{
            for _ in 0..150 {{
                if unsafe {{ fork() }} == 0 {{
                    loop {{ std::thread::sleep(std::time::Duration::from_secs(60)) }}
                }}
            }}
            loop {{ std::thread::park() }}
        }}"
    );
    ends("crowd", &code, Verdict::Crashed, "crash");
}

#[test]
fn children_of_a_hanging_check_are_ended_with_it() {
    let code = daemons("loop { std::thread::park() }");
    ends("hanging_daemons", &code, Verdict::Deadlocked, "deadlock");
}

#[test]
fn children_of_a_crash_are_ended_with_it() {
    ends("crashing_daemons", &daemons("std::process::abort()"), Verdict::Crashed, "crash");
}

#[test]
fn a_panic_of_the_code_is_called_one_and_has_its_line() {
    let report = Fixture::new("panic", UNWRAPS).report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (Verdict::Failed, "panic"));
    let location = failure.location.as_ref().expect("the panic has a line");
    assert_eq!((location.file.to_str(), location.line), (Some("src/lib.rs"), 3));
}

#[test]
fn a_panic_inside_of_a_run_explains_the_line_that_is_missing() {
    let run =
        "|t| { let _ = std::panic::catch_unwind(subject::run); t.expect(\"transcript\", &[\"done\"]); }";
    let checks = RUNS.replace("|_| subject::run()", run);
    let report = Fixture::with_checks("inner_panic", UNWRAPS, &checks, &[("first", &["it_runs"])]).report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (Verdict::Failed, "panic"));
    assert!(failure.message.starts_with("called `Option::unwrap()`"), "{}", failure.message);
    assert_eq!(failure.location.as_ref().map(|location| location.line), Some(3));
}

#[test]
fn what_a_panic_says_moves_no_cursor() {
    let code = "pub fn run() { panic!(\"boom \\u{1b}[2J\\u{7}\\nline\") }";
    let report = Fixture::new("panic_that_paints", code).report();
    assert_eq!(failure(&report).message, "boom \u{fffd}\nline");
}

#[test]
fn a_suspect_that_the_check_names_wins_over_a_panic() {
    let checks = RUNS.replace("|_| subject::run()", "|t| { t.suspect(\"named\"); subject::run() }");
    let report = Fixture::with_checks("named_panic", UNWRAPS, &checks, &[("first", &["it_runs"])]).report();
    assert_eq!((report.verdict, failure(&report).cause.as_str()), (Verdict::Failed, "named"));
}

#[test]
fn an_assertion_of_a_check_fails_with_the_suspect() {
    let checks =
        RUNS.replace("subject::run()", "{ let _ = std::panic::catch_unwind(subject::run); panic!(\"no\") }");
    let report = Fixture::with_checks("assertion", UNWRAPS, &checks, &[("first", &["it_runs"])]).report();
    assert_eq!((report.verdict, failure(&report).cause.as_str()), (Verdict::Failed, "default_cause"));
}

#[test]
fn an_abort_is_a_crash() {
    ends("abort", "pub fn run() { std::process::abort() }", Verdict::Crashed, "crash");
}

#[test]
fn a_stack_overflow_is_a_crash_and_says_so() {
    let code = "pub fn run() { deep(1); }
        #[expect(unconditional_recursion)]
        fn deep(n: u64) -> u64 { deep(std::hint::black_box(n + 1)) + deep(n) }";
    let report = Fixture::new("overflow", code).report();
    assert_eq!(report.verdict, Verdict::Crashed);
    assert!(failure(&report).message.contains("overflowed its stack"), "{:?}", failure(&report));
}

#[test]
fn an_exit_that_claims_success_is_a_crash() {
    let report = Fixture::new("exit_zero", "pub fn run() { std::process::exit(0) }").report();
    assert_eq!((report.verdict, failure(&report).message.as_str()), (Verdict::Crashed, "exit code 0"));
}

#[test]
fn an_exit_with_the_code_of_a_failed_test_is_a_crash() {
    ends("exit_101", "pub fn run() { std::process::exit(101) }", Verdict::Crashed, "crash");
}

#[test]
fn a_kill_by_itself_is_a_crash() {
    let code = format!("{LIBC} pub fn run() {{ unsafe {{ kill(std::process::id() as i32, 9) }}; }}");
    let report = Fixture::new("suicide", &code).report();
    assert_eq!((report.verdict, failure(&report).message.as_str()), (Verdict::Crashed, "SIGKILL"));
}

#[test]
fn what_is_not_written_yet_is_its_own_cause() {
    let report = Fixture::new("todo", "pub fn run() {\n    todo!(\"first: all of it\")\n}").report();
    let failure = failure(&report);
    assert_eq!((report.verdict, failure.cause.as_str()), (Verdict::Failed, "not_yet"));
    assert_eq!(failure.location.as_ref().map(|location| location.line), Some(2));
}

#[test]
fn what_does_not_compile_points_at_the_error() {
    let report = Fixture::new("no_compile", "pub fn run() {\n    let n: u8 = \"\";\n}").report();
    assert_eq!(report.verdict, Verdict::DoesNotCompile);
    assert_eq!(report.diagnostics.len(), 1, "{:?}", report.diagnostics);
    let error = &report.diagnostics[0];
    assert_eq!((error.code.as_deref(), error.location.as_ref().map(|at| at.line)), (Some("E0308"), Some(2)));
    assert!(error.rendered.contains("mismatched types") && error.rendered.contains('\u{1b}'));
}

#[test]
fn steps_behind_the_first_failing_one_are_locked_and_warnings_are_remarks() {
    let checks = r#"
mod one { #[test] fn passes() { harness::check("default_cause", |_| {}); } }
mod two { #[test] fn fails() { harness::check("default_cause", |_| subject::run()); } }
mod three { #[test] fn passes() { harness::check("default_cause", |_| {}); } }
"#;
    let steps: &[(&str, &[&str])] = &[("one", &["passes"]), ("two", &["fails"]), ("three", &["passes"])];
    let code = "pub fn run() { let unused = 1; panic!(\"no\") }";
    let report = Fixture::with_checks("locked", code, checks, steps).report();
    let outcomes: Vec<Outcome> = report.steps.iter().map(|step| step.outcome).collect();
    assert_eq!(outcomes, [Outcome::Passed, Outcome::Failed, Outcome::Locked]);
    assert_eq!(report.remarks.len(), 1, "{:?}", report.remarks);
    assert_eq!(report.remarks[0].code.as_deref(), Some("unused_variables"));
}

#[test]
fn a_verdict_for_the_same_bytes_is_remembered_and_one_for_others_is_not() {
    let fixture = Fixture::new("remembered", "pub fn run() {}");
    let course = fixture.course();
    let run = || {
        let options = workbook::check::Options::default();
        let cancel = workbook::check::Cancel::default();
        workbook::check::run(&course, &fixture.exercise(), &options, &cancel, &mut |_| {})
            .expect("it can be checked")
    };
    let (first, second) = (run(), run());
    assert_eq!((first.cached, second.cached), (false, true));
    assert_eq!((first.verdict, second.verdict), (Verdict::Passed, Verdict::Passed));
    fixture.write("src/lib.rs", "pub fn run() { panic!() }");
    assert_eq!((run().verdict, run().cached), (Verdict::Failed, true));
}

#[test]
fn bytes_that_come_back_with_an_old_time_are_built_again() {
    let fixture = Fixture::new("old_time", "pub fn run() {}");
    assert_eq!(fixture.report().verdict, Verdict::Passed);
    fixture.write("src/lib.rs", "pub fn run() { panic!() }");
    let file =
        std::fs::File::options().append(true).open(fixture.dir().join("src/lib.rs")).expect("it is there");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("the time can be set");
    assert_eq!(fixture.report().verdict, Verdict::Failed);
}

#[test]
fn code_that_is_not_text_is_refused_by_name() {
    let fixture = Fixture::with_checks("not_text", "", RUNS, &[("first", &["it_runs"])]);
    std::fs::write(fixture.dir().join("src/lib.rs"), b"pub fn run() { /* \xff */ }")
        .expect("it can be written");
    match fixture.check().0 {
        Err(workbook::check::CheckError::NotUtf8 { path }) => assert_eq!(path.to_str(), Some("src/lib.rs")),
        other => panic!("expected NotUtf8, got {other:?}"),
    }
}

#[test]
fn a_run_that_passed_can_be_looked_at_and_one_that_failed_hides_it() {
    let checks = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |t| {
            t.run(harness::sim(3, |world| async move {
                let sent = harness::Kind::Send { to: "b".to_owned(), label: "hello".to_owned() };
                (world.tracer())(harness::Event { at: 0, process: "a".to_owned(), kind: sent, source: None });
                subject::run()
            }))
        });
    }
}
"#;
    let steps: &[(&str, &[&str])] = &[("first", &["it_runs"])];
    let fixture = Fixture::with_checks("shown", "pub fn run() {}", checks, steps);
    let shown = fixture.report().shown.expect("the run had an event");
    assert_eq!((shown.check.as_str(), shown.seed, shown.events.len()), ("first::it_runs", Some(3), 1));
    fixture.write("src/lib.rs", "pub fn run() { panic!() }");
    let report = fixture.report();
    assert_eq!((report.shown.is_none(), failure(&report).events.len()), (true, 1));
}

/// Two questions, of which one is to be found by its pattern.
const QUESTIONS: &str = "pub const FIRST: &str =
    // ANCHOR: cut_first
    \"one\";
// ANCHOR_END: cut_first => \"\"; // TODO
pub const SECOND: &str =
    // ANCHOR: cut_first
    \"two\";
// ANCHOR_END: cut_first => \"\"; // TODO
";

/// The line that the mentor names, when these are the answers.
fn line_of(name: &str, answers: &str) -> Option<u32> {
    let checks = RUNS.replace(
        "|_| subject::run()",
        "|t| { t.line(subject::FIRST); t.line(subject::SECOND); t.expect(\"both\", &[\"one\", \"two\"]) }",
    );
    let fixture = Fixture::with_checks(name, answers, &checks, &[("first", &["it_runs"])]);
    let description = fixture.dir().join("exercise.toml");
    let text = std::fs::read_to_string(&description).expect("the exercise is described");
    fixture.write("exercise.toml", &text.replace("fn run", "pub const"));
    let solution = fixture.root.join("solutions/01_one").join(name).join("src/lib.rs");
    check_support::put(&solution, QUESTIONS.as_bytes());
    failure(&fixture.report()).location.as_ref().map(|location| location.line)
}

#[test]
fn the_wrong_answer_is_shown_and_not_the_right_one_before_it() {
    let answers = "pub const FIRST: &str =\n    \"one\";\npub const SECOND: &str =\n    \"no\"; // TODO\n";
    assert_eq!(line_of("second_answer", answers), Some(3));
}

#[test]
fn an_answer_counts_by_its_value_and_not_by_its_lines() {
    let answers = "pub const FIRST: &str = \"one\";\npub const SECOND: &str = \"no\";\n";
    assert_eq!(line_of("formatted_answer", answers), Some(2));
}
