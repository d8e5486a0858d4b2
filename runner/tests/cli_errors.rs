//! What cannot be carried out: one clear line in the learner's language, exit code 2, nothing lost.

mod cli_course;

use std::fs;
use std::process::{Command, Stdio};

use cli_course::{Course, Ran};

const MAILBOX: &str = "exercises/02_processes/mailbox/src/mailbox.rs";

/// One line on standard error, exit code 2, and both sentences where they belong.
fn refused(course: &Course, words: &[&str], en: &str, ru: &str) {
    for (language, sentence) in [("en", en), ("ru", ru)] {
        let words: Vec<&str> = ["--lang", language].iter().chain(words).copied().collect();
        let ran = course.run(&words);
        one_line(&ran, sentence);
    }
}

fn one_line(ran: &Ran, sentence: &str) {
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains(sentence), "expected `{sentence}` in: {}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_broken_course_file_is_named_with_its_line() {
    let course = Course::new("broken_course");
    course.write("exercises/course.toml", "[[chapter]]\nnumber = 2\nid = \"processes\"\ntitel = 3\n");
    refused(&course, &["list"], "exercises/course.toml:", "exercises/course.toml:");
    course.write("exercises/course.toml", "[[chapter\n");
    refused(&course, &["list"], "this is not TOML", "это не TOML");
}

#[test]
fn a_broken_exercise_file_is_named_with_its_line() {
    let course = Course::new("broken_exercise");
    let file = "exercises/02_processes/mailbox/exercise.toml";
    let text = String::from_utf8(course.read(file)).expect("it is text");
    course.write(file, text.replacen("minutes", "minuten", 1));
    refused(
        &course,
        &["check", "mailbox"],
        "mailbox/exercise.toml:1: the key `minutes`",
        "не хватает ключа `minutes`",
    );
}

#[test]
fn unreadable_progress_is_kept_and_said() {
    let course = Course::new("progress");
    course.run(&["notebook", "add", "one"]);
    let file = ".workbook/progress.jsonl";
    let broken = [course.read(file), b"nonsense\n".to_vec(), b"{}\n".to_vec()].concat();
    course.write(file, &broken);
    refused(&course, &["list"], "cannot be understood", "не читается");
    assert_eq!(course.read(file), broken, "nothing was changed");
}

#[test]
fn a_torn_last_line_is_no_fault_and_the_doctor_says_it() {
    let course = Course::new("torn");
    course.run(&["notebook", "add", "one"]);
    let file = ".workbook/progress.jsonl";
    course.write(file, [course.read(file), b"{\"at_ms\":1,\"what\":\"no".to_vec()].concat());
    assert!(course.run(&["doctor"]).out.contains("cut off"));
    assert_eq!(course.run(&["notebook", "add", "two"]).code, Some(0));
    let notebook = course.run(&["notebook"]).out;
    assert!(notebook.contains("one") && notebook.contains("two"), "{notebook}");
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let course = Course::new("no_write");
    // A file where the folder should be: refused to everybody, root included.
    let folder = course.root.join(".workbook");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
    course.write(".workbook", "in the way");
    let ran = course.run(&["lang", "ru"]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 1), "{ran:?}");
    assert_eq!(course.read(".workbook"), b"in the way");
}

#[test]
fn a_file_that_is_not_utf8_is_named() {
    let course = Course::new("utf8");
    course.write("exercises/02_processes/mailbox/src/mailbox.rs", b"// \xff\n");
    refused(&course, &["check", "mailbox"], "is not UTF-8", "не в UTF-8");
    refused(&course, &["diff", "mailbox"], "is not UTF-8", "не в UTF-8");
}

#[test]
fn a_folder_or_a_gap_where_a_file_belongs_is_told_in_the_learners_language() {
    let course = Course::new("gap");
    let file = course.root.join("exercises/02_processes/mailbox/src/mailbox.rs");
    fs::remove_file(&file).expect("it can be removed");
    let diff = course.run(&["diff", "mailbox"]);
    assert_eq!(diff.code, Some(0), "{diff:?}");
    assert!(diff.out.contains("mailbox.rs") && diff.out.contains("not there any more"), "{diff:?}");
    fs::create_dir(&file).expect("the place is free");
    refused(&course, &["diff", "mailbox"], "this is a folder", "это папка");
    refused(&course, &["reset", "mailbox"], "this is a folder", "это папка");
    fs::remove_dir(&file).expect("it is empty");
    assert_eq!(course.run(&["reset", "mailbox"]).code, Some(0));
    assert!(file.is_file());
}

#[test]
fn nonsense_is_shown_short_and_moves_no_cursor() {
    let course = Course::new("nonsense");
    let nonsense = format!("\u{1b}[2J{}", "y".repeat(9_000));
    let option = format!("--{nonsense}");
    for words in [vec![nonsense.as_str()], vec!["check", &nonsense], vec!["list", &option]] {
        let ran = course.run(&words);
        assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 1), "{ran:?}");
        assert!(ran.err.len() < 200 && !ran.err.contains('\u{1b}'), "{ran:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_does_not_fit_on_the_disk_is_no_success() {
    let course = Course::new("full_output");
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has /dev/full");
    let mut command = course.command(&["--lang", "ru", "list", "--format", "json"]);
    let ran = cli_course::ran(command.stdout(full()).output().expect("the program runs"));
    one_line(&ran, "stdout");
}

#[test]
fn a_broken_mentor_file_is_named_with_its_line() {
    let course = Course::new("broken_mentor");
    course.write("exercises/02_processes/mailbox/mentor/en.md", "# order_lost\n\n## fakt\ntext\n");
    course.write("exercises/02_processes/mailbox/mentor/ru.md", "# order_lost\n\n## fakt\ntext\n");
    refused(
        &course,
        &["hint", "mailbox"],
        "mentor/en.md:3: unknown heading",
        "mentor/ru.md:3: неизвестный заголовок",
    );
}

#[test]
fn no_cargo_is_said() {
    let course = Course::new("no_cargo");
    let file = "exercises/02_processes/mailbox/src/predict.rs";
    let text = String::from_utf8(course.read(file)).expect("it is text");
    course.write(file, text + "// touched\n");
    for (language, sentence) in [("en", "cargo was not found"), ("ru", "cargo не найден")] {
        let mut command = course.command(&["--lang", language, "check", "mailbox"]);
        command.env("PATH", "").env_remove("CARGO").env_remove("RUSTC").stdin(Stdio::null());
        one_line(&cli_course::ran(command.output().expect("the program runs")), sentence);
    }
}

#[test]
fn outside_of_a_course_the_one_it_was_built_in_is_taken() {
    let folder = std::env::temp_dir();
    let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
    command.arg("list").current_dir(folder).env_remove("WORKBOOK_ROOT").env("WORKBOOK_LANG", "en");
    let ran = cli_course::ran(command.output().expect("the program runs"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let missing = Command::new(env!("CARGO_BIN_EXE_workbook")).args(["list", "--root", "/no/such"]).output();
    one_line(&cli_course::ran(missing.expect("the program runs")), "/no/such");
}

#[test]
fn a_check_whose_report_is_lost_is_said() {
    let course = Course::new("lost_report");
    let ran = course.run(&["author", "solve", "mailbox"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let file = "exercises/02_processes/mailbox/src/inbox.rs";
    let text = String::from_utf8(course.read(file)).expect("it is text");
    assert!(text.contains("pub fn mailbox<"), "the function that every check calls");
    let at = text.find("pub fn mailbox<").expect("it is there");
    let body = at + text[at..].find("{\n").expect("it has a body") + 2;
    let erase = "    let _ = std::fs::write(std::env::var(\"WORKBOOK_REPORT\").unwrap_or_default(), \"\");\n";
    course.write(file, [&text[..body], erase, &text[body..]].concat());
    assert_eq!(course.run(&["author", "seal"]).code, Some(0), "as if the file were the learner's");
    refused(&course, &["check", "mailbox"], "nothing was reported about", "ничего не сказано");
}

#[test]
fn an_exercise_that_cannot_be_read_is_named_among_all() {
    let course = Course::new("unreadable_of_all");
    course.write(MAILBOX, b"// \xff");
    for (language, sentence) in [("en", "save it as UTF-8"), ("ru", "сохрани файл в UTF-8")] {
        let ran = course.run(&["check", "--all", "--lang", language]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.out.contains("mailbox") && ran.out.contains(sentence), "{ran:?}");
    }
    let json = course.run(&["check", "--all", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!((json.code, &all["not_checked"][0]["exercise"]), (Some(2), &"mailbox".into()));
}
