//! `lab` from a pipe: what is killed comes back with a new pid, in both languages, and what is not there is said in
//! one line.

#[path = "../cli_course/mod.rs"]
mod cli_course;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cli_course::russian::scan;
use cli_course::{Course, Ran};

const SOURCE: &str = "exercises/02_processes/town/src/lib.rs";
const GREETS: &str = "pub fn greet(name: &str) -> String {\n    format!(\"hello {name}\")\n}\n";

/// A course with `mailbox`, which has no lab here, and `town`, which has one. All tests use the same, in turn.
static COURSE: LazyLock<Mutex<Course>> = LazyLock::new(|| Mutex::new(new_course()));

fn course(code: &str) -> MutexGuard<'static, Course> {
    let course = COURSE.lock().unwrap_or_else(PoisonError::into_inner);
    course.write(SOURCE, code);
    course
}

fn new_course() -> Course {
    let course = Course::new("lab");
    course.add(&["runner/lab", "runner/network"]);
    let solutions = ["exit_signals", "links", "monitors", "names", "process", "timers"];
    solutions.iter().for_each(|id| course.add(&[&format!("solutions/02_processes/{id}")]));
    course.write(
        "exercises/course.toml",
        "[[chapter]]\nnumber = 2\nid = \"processes\"\n\
         title = { en = \"Processes\", ru = \"Процессы\" }\nexercises = [\"mailbox\", \"town\"]\n",
    );
    course.write(
        "exercises/02_processes/town/Cargo.toml",
        "[package]\nname = \"town-exercise\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\nname = \"town\"\n\
             [dependencies]\nprocess.workspace = true\nlab = { workspace = true, optional = true }\n\
             [features]\nlab = [\"dep:lab\"]\n\
             [[example]]\nname = \"lab_town\"\npath = \"examples/lab.rs\"\nrequired-features = [\"lab\"]\n",
    );
    course.write(
        "exercises/02_processes/town/exercise.toml",
        "kind = \"build\"\nminutes = 1\ntitle = { en = \"Town\", ru = \"Город\" }\nedit = [\"src/lib.rs\"]\n\
         starter = \"not_yet\"\n[[step]]\nid = \"greet\"\nconcept = \"c\"\n\
         title = { en = \"Greet\", ru = \"Приветствие\" }\nchecks = [\"greets\"]\n",
    );
    course.write("exercises/02_processes/town/examples/lab.rs", include_str!("town.rs.txt"));
    course
}

fn lab(course: &Course, options: &[&str], lines: &str) -> Ran {
    course.run_with(&[&["lab", "town"], options].concat(), lines)
}

#[test]
fn what_is_killed_comes_back_with_a_new_pid() {
    let course = course(GREETS);
    let ran = lab(
        &course,
        &[],
        "call w greet you\nkill w\ncrash w\ncall w greet me\nlog\ntrace\nkill keeper\nagain\n",
    );
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    for part in [
        "└─ w",
        "one_for_one",
        "\"hello you\"",
        "◀ was <0.",
        "ended: killed",
        "restarts: 1",
        "restarts: 2",
        "ended: panic: told to panic",
        "\"hello me\"",
        "keeper restarts w",
        "✗ ended: killed",
    ] {
        assert!(ran.out.contains(part), "`{part}` in: {}", ran.out);
    }
    assert_eq!(ran.err, "", "a panic is told, not thrown: {}", ran.out);
    let plain = lab(&course, &["--plain"], "kill w\ntrace\nhelp\nlog\n").out;
    assert!(plain.contains("`- w") && plain.contains("<-- was"), "{plain}");
    assert!(plain.chars().all(|c| c.is_ascii() || c == '…'), "{plain}");
    let narrow = course.command(&["lab", "town"]).env("COLUMNS", "0").stdin(Stdio::null()).output();
    assert!(cli_course::ran(narrow.expect("the program runs")).out.contains("one_for_one"));
}

#[test]
fn a_russian_lab_has_no_english_line() {
    let course = course(GREETS);
    let lines = "help\ntree\nkill w\ncrash w\nexit w normal\ncall w greet ты\nlog\nwait 1\nagain\ntrace on\n\
                 trace off\nquit\n";
    let ran = lab(&course, &["--lang", "ru"], lines);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let words = "w keeper killed kill panic told to greets one for restarts hello normal call cast kill crash exit \
                 log trace wait again tree on off last lab pid greet";
    let allowed: Vec<&str> = words.split_whitespace().collect();
    scan("lab", &ran.out, &allowed);
    assert!(ran.out.contains("вместо <0.") && ran.out.contains("перезапусков: 1"), "{}", ran.out);
    for wrong in
        ["kil w", "kill", "kill nobody", "call w", "call w sing", "cast w greet", "wait long", "exit w"]
    {
        let ran = lab(&course, &["--lang", "ru"], &format!("{wrong}\n"));
        assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 1), "{wrong}: {}", ran.err);
        scan(wrong, &ran.err, &allowed);
    }
}

#[test]
fn what_is_not_there_is_said_in_a_line() {
    let course = course("pub fn greet(_: &str) -> String {\n    todo!(\"greet: say hello\")\n}\n");
    let ran = course.run(&["lab", "mailbox"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert_eq!(ran.err, "mailbox has no lab; these have one: town\n");
    let ran = lab(&course, &[], "call w greet you\nlog\n");
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{}", ran.out);
    let friendly = format!("Not written yet: `greet: say hello` ({SOURCE}:2)");
    assert!(ran.out.replace('\n', " ").contains(&friendly), "{}", ran.out);
    assert!(ran.out.contains("`check town`") && ran.out.contains("◀ was"), "{}", ran.out);
    course.write(SOURCE, "pub fn greet(_: &str) -> String {\n    5\n}\n");
    let ran = lab(&course, &[], "tree\n");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("does not compile yet") && ran.out.contains("mismatched types"), "{}", ran.out);
}

#[test]
fn lines_behind_quit_are_the_workbooks_again() {
    let course = course(GREETS);
    let ran = course.pipe("lab town\n# a comment\nkill w\nquit\nlist\n");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let (lab, list) = (ran.out.find("◀ was"), ran.out.find("2. Processes"));
    assert!(lab.is_some() && lab < list, "{}", ran.out);
}

#[cfg(target_os = "linux")]
#[test]
fn a_workbook_that_is_ended_ends_its_lab() {
    use nix::sys::signal::{Signal, kill};
    let course = course(GREETS);
    let mut command = course.command(&["lab", "town"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(b"tree\n").expect("the lab reads");
    let mut lines = BufReader::new(child.stdout.take().expect("the output is a pipe")).lines();
    assert!(lines.any(|line| line.expect("it is text").contains("one_for_one")), "the lab speaks");
    assert_eq!(labs(&course).len(), 1);
    let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id()).expect("a pid is small"));
    kill(pid, Signal::SIGTERM).expect("it is ours");
    assert_eq!(child.wait().expect("it ends").code(), Some(143));
    let end = Instant::now() + Duration::from_secs(5);
    while !labs(&course).is_empty() {
        assert!(Instant::now() < end, "the lab is left behind");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Programs whose folder is this course.
#[cfg(target_os = "linux")]
fn labs(course: &Course) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let own = entries.filter(|entry| {
        let is_lab =
            std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe.ends_with("examples/lab_town"));
        is_lab && std::fs::read_link(entry.path().join("cwd")).is_ok_and(|cwd| cwd == course.root)
    });
    own.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
