//! Checks as a learner runs them, and the mentor behind them. One course for all: building takes a while.

mod cli_course;

use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use cli_course::Course;

const MAILBOX: &str = "exercises/02_processes/mailbox/src/mailbox.rs";

/// The course, for one test at a time, with untouched files and no progress.
fn course() -> MutexGuard<'static, Course> {
    static COURSE: OnceLock<Mutex<Course>> = OnceLock::new();
    let course = COURSE.get_or_init(|| Mutex::new(Course::new("check")));
    let course = course.lock().unwrap_or_else(PoisonError::into_inner);
    course.run(&["author", "unsolve", "mailbox"]);
    let folder = course.root.join(".workbook");
    for gone in ["progress.jsonl", "last/mailbox.json"] {
        let _ = std::fs::remove_file(folder.join(gone)); // it may not be there
    }
    course
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn an_untouched_exercise_is_greeted_and_nothing_else() {
    let course = course();
    let ran = course.run(&["check", "mailbox"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("Good that you are here"), "{}", ran.out);
    assert!(!ran.out.contains("Code Observations") && !ran.out.contains("Socratic"), "{}", ran.out);
    let ran = course.pipe_ru("check mailbox\nhint\nexplain письма ждут\nhint\n");
    assert_eq!(ran.out.matches("Хорошо, что ты здесь").count(), 2, "{}", ran.out);
    assert!(ran.out.contains("Теперь первая попытка"), "{}", ran.out);
}

#[test]
fn a_failed_check_shows_evidence_and_phase_one() {
    let course = course();
    course.wrong("order_lost");
    let ran = course.run(&["check", "mailbox"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    for part in [
        "✓ predict",
        "✗ take",
        "· receive",
        "expected",
        "left: a1 a3 b4",
        "▶",
        "mailbox.rs:",
        "swap_remove_back",
        "Code Observations",
        "Socratic Question",
        "Next Step",
        "hint",
        "replay 1",
    ] {
        assert!(ran.out.contains(part), "`{part}` in: {}", ran.out);
    }
    assert!(!ran.out.contains("{line}") && !ran.out.contains("{got}"), "{}", ran.out);
    let narrow = course.command(&["check", "mailbox", "--plain"]).env("COLUMNS", "40").output();
    let narrow = cli_course::ran(narrow.expect("the program runs")).out;
    assert!(narrow.contains("line 2, expected") && !narrow.contains(['▶', '│', '✗']), "{narrow}");
}

#[test]
fn a_failed_check_in_russian_has_no_english_line() {
    let course = course();
    for wrong in ["order_lost", "drops_unmatched", "looks_twice"] {
        course.wrong(wrong);
        let ran =
            course.pipe_ru("check mailbox\nhint\ntrace\nreplay 1\nwatch nothing\ncheck --all\nnotebook\n");
        let steps = ["predict", "take", "receive", "after", "looks"];
        cli_course::russian::scan(wrong, &ran.err, &steps);
        let said = ran.out.lines().filter(|line| line.chars().any(cli_course::russian::is_cyrillic));
        cli_course::russian::scan(wrong, &said.collect::<Vec<_>>().join("\n"), &steps);
        for word in ["Expected", "expected:", "got:", "Next Step", "Rung", "passed"] {
            assert!(!ran.out.contains(word), "`{word}` in: {}", ran.out);
        }
    }
}

#[test]
fn json_has_the_shape_of_the_design() {
    let course = course();
    course.wrong("order_lost");
    let ran = course.run(&["check", "mailbox", "--format", "json"]);
    let report = json(&ran.out);
    assert_eq!((ran.out.lines().count(), ran.code), (1, Some(1)), "{}", ran.err);
    assert_eq!((&report["exercise"], &report["verdict"]), (&"mailbox".into(), &"failed".into()));
    assert!(report["seconds"].is_number());
    assert_eq!(report["steps"][0], serde_json::json!({ "id": "predict", "outcome": "passed" }));
    assert_eq!(
        (&report["steps"][1]["outcome"], &report["steps"][1]["cause"]),
        (&"failed".into(), &"order_lost".into())
    );
    assert!(report["steps"][1]["location"].as_str().is_some_and(|at| at.starts_with("src/mailbox.rs:")));
    assert_eq!(report["steps"][2], serde_json::json!({ "id": "receive", "outcome": "locked" }));
    let all = json(&course.run(&["check", "--all", "--format", "json"]).out);
    assert_eq!((&all["passed"], &all["failed"]), (&0.into(), &1.into()));
    assert_eq!(all["exercises"][0]["verdict"], "failed");
}

#[test]
fn a_pass_is_congratulated_recorded_and_listed() {
    let course = course();
    course.run(&["author", "solve", "mailbox"]);
    let ran = course.run(&["check", "mailbox"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("That was the move") && ran.out.contains("Two challenges"), "{}", ran.out);
    assert_eq!(
        json(&course.run(&["list", "--format", "json"]).out)["chapters"][0]["exercises"][0]["state"],
        "passed"
    );
    assert!(course.run(&["solution", "mailbox"]).out.contains("the same, line by line"));
    assert_eq!(course.run(&["check", "--all"]).code, Some(0));
}

#[test]
fn what_does_not_compile_is_explained_by_its_code() {
    let course = course();
    let text = String::from_utf8(course.read(MAILBOX)).expect("the starter is text");
    course.write(MAILBOX, text + "\nfn wrong() -> u32 { \"no number\" }\n");
    let ran = course.pipe_ru("check mailbox\n");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("error[E0308]") && ran.out.contains("один тип"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colours on a pipe");
}

#[test]
fn hints_go_deeper_after_an_attempt_and_end_at_the_gate() {
    let course = course();
    course.wrong("order_lost");
    let first = course.pipe("check mailbox\nhint\n").out;
    assert!(first.contains("Rung 1 of 4") && first.contains("The next rung opens"), "{first}");
    for rung in ["Rung 2 of 4", "Rung 3 of 4"] {
        let text = String::from_utf8(course.read(MAILBOX)).expect("it is text");
        course.write(MAILBOX, text + "// one more try\n");
        let out = course.pipe("check mailbox\nhint\n").out;
        assert!(out.contains(rung), "{rung}: {out}");
    }
    let text = String::from_utf8(course.read(MAILBOX)).expect("it is text");
    course.write(MAILBOX, text + "// and another\n");
    let out = course.pipe("check mailbox\nhint\n2\n").out;
    assert!(
        out.contains("In which line does it go wrong first") && out.contains("What is the cause"),
        "{out}"
    );
}

#[test]
fn the_gate_is_passed_by_pointing_choosing_and_saying() {
    let course = course();
    course.wrong("order_lost");
    let menu = course.pipe("check mailbox\nsolution\n2\n").out;
    let names = std::fs::read_to_string(course.root.join("exercises/02_processes/mailbox/mentor/en.md"));
    let names = names.expect("the mentor's file is there");
    let section = names.split("# order_lost").nth(1).expect("there is the cause");
    let name = section.split("## name\n").nth(1).and_then(|rest| rest.lines().next()).expect("it has a name");
    let number = menu.lines().find(|line| line.contains(name)).and_then(|line| line.trim().chars().next());
    let number = number.expect("the cause is in the menu");
    let answers =
        format!("solution\n2\n{number}\nThe last letter jumps into the gap. So the order is lost.\n2\n");
    let out = course.pipe(&answers).out;
    for part in
        ["Your words", "The last letter jumps", "Our words", "- was, yours", "Why:", "Two mini-challenges"]
    {
        assert!(out.replace('`', "").contains(part), "`{part}` in: {out}");
    }
    let journal = String::from_utf8(course.read(".workbook/progress.jsonl")).expect("the journal is text");
    assert!(journal.contains(r#""pointed":true,"chosen":true"#), "{journal}");
}

#[test]
fn a_run_can_be_drawn_and_replayed() {
    let course = course();
    assert_eq!(course.run(&["trace", "mailbox"]).code, Some(1), "there is no run yet");
    course.wrong("order_lost");
    course.run(&["check", "mailbox"]);
    let entries = course.read(".workbook/progress.jsonl");
    let ran = course.run(&["replay", "1", "mailbox"]);
    assert!(ran.code == Some(1) && ran.out.contains("seed 1"), "{ran:?}");
    assert_eq!(course.read(".workbook/progress.jsonl"), entries, "a replay is not recorded");
    let ran = course.run(&["trace", "mailbox"]);
    assert!(ran.code == Some(0) && ran.out.contains("expected: `left: a1 a3 b4`"), "{}", ran.out);
    let ran = course.run(&["trace", "mailbox", "--svg", "run.svg"]);
    assert!(ran.code == Some(0) && course.read("run.svg").starts_with(b"<svg"), "{}", ran.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let course = course();
    course.wrong("order_lost");
    course.run(&["check", "mailbox"]);
    for (language, sentence) in [("en", "the disk is full: `/dev/full`"), ("ru", "диск полон: `/dev/full`")]
    {
        let ran = course.run(&["--lang", language, "trace", "mailbox", "--svg", "/dev/full"]);
        assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 1), "{ran:?}");
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_outside_of_the_prompt_ends_the_check_and_says_130() {
    let course = course();
    course.run(&["author", "solve", "mailbox"]);
    let text = String::from_utf8(course.read(MAILBOX)).expect("it is text");
    let spins = "pub fn take(&mut self, mut matches: impl FnMut(&M) -> bool) -> Option<M> {\n        loop { std::hint::spin_loop() }";
    let text =
        text.replacen("pub fn take(&mut self, mut matches: impl FnMut(&M) -> bool) -> Option<M> {", spins, 1);
    course.write(MAILBOX, text);
    let mut child = course
        .command(&["check", "mailbox"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    sleep(Duration::from_millis(1500));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "the signal is sent");
    assert_eq!(child.wait().expect("the program ends").code(), Some(130));
}
