//! `beam`: the recorded lines beside those of the last check, in wide and narrow, with and without Elixir.

mod cli_course;

use std::process::Stdio;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use cli_course::Course;
use cli_course::russian::is_cyrillic;

const OUT: &str = "exercises/02_processes/mailbox/beam.out";
const EXS: &str = "exercises/02_processes/mailbox/beam.exs";

/// All tests use the same course, in turn: its checks are built once.
static COURSE: LazyLock<Mutex<Course>> = LazyLock::new(|| Mutex::new(Course::new("beam")));

fn course() -> MutexGuard<'static, Course> {
    let course = COURSE.lock().unwrap_or_else(PoisonError::into_inner);
    course.run(&["author", "unsolve", "mailbox"]);
    let _ = std::fs::remove_dir_all(course.root.join(".workbook"));
    course
}

#[test]
fn recorded_lines_stand_beside_those_of_the_last_check() {
    let course = course();
    let before = course.run(&["beam", "mailbox"]);
    assert_eq!(before.code, Some(0), "{}", before.err);
    for part in [
        "mailbox/beam.exs",
        "receive do {:b, n}",
        "# OTP 25",
        "asked any, took a3; left: b4",
        "none of this yet",
    ] {
        assert!(before.out.contains(part), "`{part}` in: {}", before.out);
    }
    course.run(&["author", "solve", "mailbox"]);
    course.run(&["check", "mailbox"]);
    let after = course.run(&["beam", "mailbox"]).out;
    assert!(after.contains("the BEAM, recorded") && after.contains("your code"), "{after}");
    let twice = |line: &&str| line.matches("took b2; left: a1 a3 b4").count() == 2;
    assert!(after.lines().any(|line| twice(&line)) && after.contains("the same 7 lines"), "{after}");
    let ru = course.run(&["beam", "mailbox", "--lang", "ru"]).out;
    assert!(ru.contains("твой код") && ru.contains("то же самое: 7 строк."), "{ru}");
    for narrow in ["30", "0"] {
        let narrow = course.command(&["beam", "mailbox", "--plain"]).env("COLUMNS", narrow).output();
        let narrow = cli_course::ran(narrow.expect("the program runs")).out;
        assert!(narrow.contains("  | ") && !narrow.contains(['│', '▶', '\u{1b}']), "{narrow}");
    }
}

#[test]
fn the_first_line_that_differs_is_marked() {
    let course = course();
    course.run(&["author", "solve", "mailbox"]);
    let file = "exercises/02_processes/mailbox/src/mailbox.rs";
    let code = String::from_utf8(course.read(file)).expect("code is text");
    course.wrong("zero_does_not_look");
    course.run(&["check", "mailbox"]);
    let wide = course.run(&["beam", "mailbox"]).out;
    let plain = course.run(&["beam", "mailbox", "--plain"]).out;
    course.write(file, code);
    assert!(wide.contains('▶') && wide.contains("leaves the BEAM"), "{wide}");
    assert!(
        plain.contains("    your code") && plain.lines().filter(|l| l.starts_with("> ")).count() == 2,
        "{plain}"
    );
}

#[test]
fn sections_are_shown_alone_and_unknown_ones_named() {
    let course = course();
    let (script, printed) = (course.read(EXS), course.read(OUT));
    course.write(EXS, "IO.puts(\"-- first one\")\nA.x()\n\nIO.puts(\"-- second\")\n# ANCHOR: b\nB.x()\n");
    course.write(OUT, "# OTP 25, Elixir 1.14.0\n-- first one\na\n-- second\nb\nc\n");
    let alone = course.run(&["beam", "mailbox", "second"]).out;
    let current = course.pipe("task mailbox\nbeam first one\n").out;
    let unknown = course.run(&["beam", "mailbox", "third", "one"]);
    course.write(EXS, script);
    course.write(OUT, printed);
    assert!(alone.contains("B.x()") && alone.contains("-- second") && alone.contains("  2 c"), "{alone}");
    assert!(!alone.contains("A.x()") && !alone.contains("first one") && !alone.contains("ANCHOR"), "{alone}");
    assert!(current.contains("-- first one") && !current.contains("-- second"), "{current}");
    assert_eq!((unknown.code, unknown.err.lines().count()), (Some(2), 1));
    assert!(unknown.err.contains("it has: first one, second"), "{}", unknown.err);
}

#[test]
fn without_elixir_nothing_is_run_and_that_is_said() {
    let course = course();
    for (language, said) in
        [("en", "skipped: Elixir is not installed"), ("ru", "пропущено: Elixir не установлен")]
    {
        let mut command = course.command(&["beam", "mailbox", "--live", "--lang", language]);
        let output = command.env("PATH", course.root.join("nowhere")).stdin(Stdio::null()).output();
        let ran = cli_course::ran(output.expect("the program runs"));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.starts_with(said), "{}", ran.out);
        assert_eq!(language == "ru", ran.out.chars().any(is_cyrillic));
    }
}

#[test]
fn the_beam_of_this_machine_is_compared_with_the_record() {
    let course = course();
    if std::process::Command::new("elixir").arg("--version").output().is_err() {
        assert!(std::env::var_os("WORKBOOK_NO_SKIP").is_none(), "elixir is not installed");
        eprintln!("skipped: elixir is not installed");
        return;
    }
    let same = course.run(&["beam", "mailbox", "--live"]);
    assert_eq!(same.code, Some(0), "{}{}", same.out, same.err);
    assert!(same.out.contains("prints the same 7 lines"), "{}", same.out);
    let printed = course.read(OUT);
    course.write(OUT, String::from_utf8_lossy(&printed).replace("took b2", "took b9"));
    let other = course.run(&["beam", "mailbox", "--live"]);
    course.write(OUT, printed);
    assert_eq!(other.code, Some(1), "{}", other.err);
    assert!(
        other.out.contains("▶   2 asked b, took b9") && other.out.contains("the BEAM, now"),
        "{}",
        other.out
    );
}
