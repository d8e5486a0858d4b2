//! The verbs as a learner types them, without running a check.

mod cli_course;

use std::io::Read;
use std::process::Stdio;

use cli_course::Course;

const MAILBOX: &str = "exercises/02_processes/mailbox/src/mailbox.rs";

#[test]
fn list_shows_chapters_states_and_what_is_next() {
    let course = Course::new("list");
    let ran = course.run(&["list"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("2. Processes") && ran.out.contains("→ ○ mailbox"), "{}", ran.out);
    let ran = course.run(&["list", "--lang", "ru"]);
    assert!(ran.out.contains("2. Процессы") && ran.out.contains("40 мин"), "{}", ran.out);
    let ran = course.run(&["list", "--plain"]);
    assert!(ran.out.contains("New, 0 of 5 steps") && ran.out.contains("This is the next"), "{}", ran.out);
    assert!(!ran.out.contains(['○', '▱', '→', '│']), "{}", ran.out);
}

#[test]
fn list_for_programs_is_one_line_of_json() {
    let course = Course::new("list_json");
    let ran = course.run(&["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let exercise = &list["chapters"][0]["exercises"][0];
    assert_eq!(exercise["id"], "mailbox");
    assert_eq!(exercise["state"], "new");
    assert_eq!((exercise["passed"].as_u64(), exercise["steps"].as_u64()), (Some(0), Some(5)));
    assert_eq!(exercise["next"], true);
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn what_is_unknown_is_one_line_and_exit_two() {
    let course = Course::new("unknown");
    for (words, en, ru) in [
        (&["chekc"][..], "near it: check", "похоже на: check"),
        (&["check", "mailbx"][..], "near it: mailbox", "похоже на: mailbox"),
        (&["check", "--al"][..], "unknown option `--al`", "неизвестный ключ `--al`"),
        (&["check", "a", "b"][..], "one word too many", "лишнее слово"),
        (&["replay"][..], "missing: `1, 2, 3", "не хватает: `1, 2, 3"),
        (&["lang", "fr"][..], "expected: `en, ru`", "ожидается: `en, ru`"),
        (&["help", "hnt"][..], "near it: hint", "похоже на: hint"),
        (&["notebook", "sing"][..], "expected: `add`", "ожидается: `add`"),
        (&["срусл"][..], "near it: check", "похоже на: check"),
    ] {
        for (language, sentence) in [("en", en), ("ru", ru)] {
            let words: Vec<&str> = ["--lang", language].iter().chain(words).copied().collect();
            let ran = course.run(&words);
            assert_eq!(ran.code, Some(2), "{words:?}");
            assert!(ran.err.contains(sentence), "{words:?}: {}", ran.err);
            assert_eq!((ran.err.lines().count(), ran.out.as_str()), (1, ""), "{words:?}");
        }
    }
}

#[test]
fn every_verb_has_help_in_both_languages() {
    let course = Course::new("help");
    let overview = course.run(&["help"]);
    let verbs = [
        "list", "next", "open", "task", "check", "watch", "hint", "explain", "solution", "quiz", "diff",
        "reset", "undo", "trace", "lab", "beam", "replay", "notebook", "book", "lang", "doctor", "help",
        "quit", "author",
    ];
    for verb in verbs {
        assert!(overview.out.contains(&format!("  {verb}")), "{verb} is listed");
        let en = course.run(&["help", verb]);
        let ru = course.run(&["help", verb, "--lang", "ru"]);
        assert_eq!((en.code, ru.code), (Some(0), Some(0)));
        assert!(en.out.lines().count() > 2 && en.out != ru.out, "{verb}");
        assert_eq!(course.run(&[verb, "--help"]).out, en.out, "{verb} --help");
    }
    for later in ["review", "prompt"] {
        assert!(!overview.out.lines().any(|line| line.trim_start().starts_with(later)), "{later}");
    }
}

#[test]
fn a_pipe_takes_commands_skips_comments_and_ends_with_the_worst() {
    let course = Course::new("pipe");
    let ran = course.pipe("# a comment\n\nlist\n  notebook add one\nchekc\nnotebook\nquit\nlist\n");
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.out.matches("2. Processes").count(), 1, "nothing runs after quit");
    assert!(ran.out.contains("one") && !ran.out.contains('›') && !ran.out.contains('\u{1b}'), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1);
    assert_eq!(course.pipe("list\r\nhelp\r\n").code, Some(0), "lines of other systems are lines");
}

#[test]
fn the_language_is_that_of_the_strongest_wish() {
    let course = Course::new("language");
    let notebook = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = course.command(words);
        command.envs(variables.iter().copied());
        cli_course::ran(command.stdin(Stdio::null()).output().expect("the program runs")).out
    };
    assert!(notebook(&["notebook"], &[]).starts_with("The notebook"));
    assert!(notebook(&["notebook"], &[("LC_ALL", "ru_RU.UTF-8")]).starts_with("Тетрадь"));
    assert!(notebook(&["lang", "ru"], &[]).starts_with("Теперь говорим"));
    assert!(notebook(&["notebook"], &[]).starts_with("Тетрадь"));
    assert!(notebook(&["notebook"], &[("WORKBOOK_LANG", "en")]).starts_with("The notebook"));
    assert!(notebook(&["--lang", "en", "notebook"], &[("WORKBOOK_LANG", "ru")]).starts_with("The notebook"));
}

#[test]
fn next_makes_an_exercise_current_and_shows_its_task() {
    let course = Course::new("next");
    let ran = course.pipe("next\ntask\nopen\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.out.matches("Selective receive").count(), 2);
    assert!(ran.out.contains("→ predict") && ran.out.contains("check mailbox"), "{}", ran.out);
    assert_eq!(ran.out.matches(MAILBOX).count(), 3, "open says where the files are");
    let journal = String::from_utf8(course.read(".workbook/progress.jsonl")).expect("the journal is text");
    assert_eq!(journal.matches("opened").count(), 1, "{journal}");
}

#[test]
fn what_the_learner_says_is_kept_and_asked_for_no_more() {
    let course = Course::new("explain");
    let ran = course.pipe("explain\nA letter that does not fit\nwaits.\n\nhint\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let journal = String::from_utf8(course.read(".workbook/progress.jsonl")).expect("the journal is text");
    assert!(journal.contains(r"A letter that does not fit\nwaits."), "{journal}");
    let ran = course.pipe("explain mailbox it doesn't \"jump\"\n");
    assert_eq!(ran.code, Some(0));
    let journal = String::from_utf8(course.read(".workbook/progress.jsonl")).expect("the journal is text");
    assert!(journal.contains(r#"it doesn't \"jump\""#), "{journal}");
    assert_eq!(course.run(&["explain"]).code, Some(1), "nothing said is nothing kept");
}

#[test]
fn reset_and_undo_bring_back_every_byte() {
    let course = Course::new("undo");
    let mine: Vec<u8> = b"// mine \xff\xfe\r\n\0 no line end".to_vec();
    course.write(MAILBOX, &mine);
    let ran = course.run(&["reset", "mailbox"]);
    assert!(ran.code == Some(0) && ran.out.contains("undo"), "{ran:?}");
    assert_ne!(course.read(MAILBOX), mine);
    assert_eq!(course.run(&["diff", "mailbox"]).out.lines().count(), 1, "nothing differs from the start");
    assert_eq!(course.run(&["undo", "mailbox"]).code, Some(0));
    assert_eq!(course.read(MAILBOX), mine);
}

#[test]
fn a_reset_that_changes_nothing_says_so_and_offers_no_way_back() {
    let course = Course::new("untouched_reset");
    for (language, sentence) in [("en", "nothing was changed"), ("ru", "ничего не изменено")]
    {
        let ran = course.run(&["reset", "mailbox", "--lang", language]);
        assert!(ran.code == Some(0) && ran.out.contains(sentence) && !ran.out.contains("undo"), "{ran:?}");
    }
    assert!(!course.root.join(".workbook/snapshots").exists());
}

#[test]
fn diff_shows_what_was_changed_since_the_start() {
    let course = Course::new("diff");
    let text = String::from_utf8(course.read(MAILBOX)).expect("the starter is text");
    course.write(MAILBOX, text.replacen("// TODO", "// DONE", 1));
    let ran = course.run(&["diff", "mailbox"]);
    assert!(ran.out.contains("- ") && ran.out.contains("+         // DONE"), "{}", ran.out);
}

#[test]
fn the_solution_stands_behind_questions_and_never_behind_a_wall() {
    let course = Course::new("gate");
    let ran = course.run(&["solution", "mailbox"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("These questions want answers"), "{}", ran.out);
    let ran = course.run_with(&["solution", "mailbox", "--lang", "ru"], "назад\n");
    assert!(ran.code == Some(1) && ran.out.contains("остаётся закрытым"), "{}", ran.out);
    let ran = course.pipe_ru("solution mailbox\nхватит\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Почему:") && ran.out.contains("Два маленьких задания"), "{}", ran.out);
    let ran = course.run(&["solution", "mailbox"]);
    assert!(ran.code == Some(0) && ran.out.contains("Why:"), "once open, it stays open: {}", ran.out);
}

#[test]
fn applying_the_solution_keeps_what_was_there() {
    let course = Course::new("apply");
    let mine = course.read(MAILBOX);
    let ran = course.run_with(&["solution", "mailbox", "--apply"], "tired\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_ne!(course.read(MAILBOX), mine);
    assert!(course.pipe_ru("solution mailbox\n").out.contains("совпадают"));
    course.run(&["undo", "mailbox"]);
    assert_eq!(course.read(MAILBOX), mine);
}

#[test]
fn a_quiz_counts_right_answers() {
    let course = Course::new("quiz");
    let ran = course.run_with(&["quiz", "mailbox"], "nonsense\n1\n1\n1\n1\n");
    assert!(ran.out.contains("Type a number from 1 to"), "{}", ran.out);
    assert!(ran.out.lines().last().is_some_and(|line| line.ends_with("right.")), "{}", ran.out);
    let journal = String::from_utf8(course.read(".workbook/progress.jsonl")).expect("the journal is text");
    assert!(journal.contains("quizzed"), "{journal}");
    assert_eq!(course.run(&["quiz", "mailbox"]).code, Some(1), "unanswered is not passed");
}

#[test]
fn a_reader_who_leaves_early_is_no_panic() {
    let course = Course::new("closed");
    let mut child = course
        .command(&["help"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().expect("standard error is a pipe").read_to_string(&mut err).expect("it can be read");
    assert_eq!((child.wait().expect("the program ends").code(), err.as_str()), (Some(0), ""));
}

#[test]
fn width_follows_the_page_and_nothing_columns_are_served() {
    let course = Course::new("width");
    for (columns, widest) in [("0", 100), ("40", 40), ("200", 100)] {
        for verb in ["list", "task", "help", "doctor"] {
            let ran = course.command(&[verb]).env("COLUMNS", columns).stdin(Stdio::null()).output();
            let ran = cli_course::ran(ran.expect("the program runs"));
            let long =
                ran.out.lines().filter(|line| !line.contains('/')).map(|line| line.chars().count()).max();
            assert!(long.is_some_and(|long| long <= widest), "{verb} at {columns}: {}", ran.out);
        }
    }
}

#[test]
fn colours_are_there_when_they_are_forced_and_gone_when_refused() {
    let course = Course::new("colours");
    let out = |variables: &[(&str, &str)]| {
        let mut command = course.command(&["list"]);
        command.envs(variables.iter().copied()).stdin(Stdio::null());
        cli_course::ran(command.output().expect("the program runs")).out
    };
    assert!(out(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["));
    assert!(!out(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!out(&[]).contains('\u{1b}'));
}
