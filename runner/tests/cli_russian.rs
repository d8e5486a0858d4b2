//! A Russian session shows no line of English interface: Latin letters stand only in code, ids, paths and names.

mod cli_course;

use cli_course::Course;
use cli_course::russian::{english, is_cyrillic, scan};

#[test]
fn the_scan_finds_english() {
    assert_eq!(english("Next: check mailbox"), ["Next"]);
    assert!(english("Дальше: `check mailbox`, и снова").is_empty());
    assert!(english("  exercises/02_processes/mailbox/src/mailbox.rs").is_empty());
}

#[test]
fn no_verb_speaks_english() {
    let course = Course::new("russian");
    let words = "predict take receive after looks new skeletons verify solve unsolve seal beam traces";
    let steps: Vec<&str> = words.split(' ').collect();
    for line in [
        "list",
        "next",
        "task",
        "open",
        "hint",
        "explain письма ждут",
        "hint",
        "diff",
        "reset",
        "undo",
        "trace",
        "beam",
        "beam mailbox --plain",
        "lab mailbox",
        "notebook",
        "notebook add первая строка",
        "notebook",
        "lang",
        "lang ru",
        "help",
        "quiz\n1\n1\n1",
        "solution\nхватит",
        "solution --apply",
        "diff",
        "undo",
        "author",
        "check",
        "author solve mailbox",
        "author unsolve mailbox",
    ] {
        let ran = course.pipe_ru(&format!("{line}\n"));
        scan(line, &ran.err, &[]);
        scan(line, &code_left_out(line, &ran.out), &steps);
    }
    for verb in [
        "list", "next", "open", "task", "check", "watch", "hint", "explain", "solution", "quiz", "diff",
        "reset", "undo", "trace", "lab", "beam", "replay", "notebook", "book", "lang", "doctor", "help",
        "quit", "author",
    ] {
        let out = course.run(&["--lang", "ru", "help", verb]).out;
        let usage = out.lines().next().unwrap_or_default().to_owned();
        scan(verb, out.strip_prefix(&usage).unwrap_or_default(), &[]);
    }
    for wrong in [
        "beam mailbox nothing",
        "lab nothing",
        "chekc",
        "check nothing",
        "check --what",
        "replay x",
        "lang fr",
        "notebook sing",
        "help nothing",
    ] {
        scan(wrong, &course.pipe_ru(&format!("{wrong}\n")).err, &[]);
    }
}

#[test]
fn no_page_is_blank_between_the_languages() {
    let course = Course::new("parity");
    for line in ["list", "next", "task", "help", "doctor", "hint", "check mailbox"] {
        let en = course.pipe(&format!("{line}\n")).out;
        let ru = course.pipe_ru(&format!("{line}\n")).out;
        assert!(!en.contains('[') || !en.contains("[verb"), "{line}: a key without a sentence: {en}");
        assert!(ru.chars().any(is_cyrillic), "{line}: {ru}");
        assert!(!en.chars().any(is_cyrillic), "{line}: {en}");
    }
}

/// Hunks are code: only what is said between them counts.
fn code_left_out(line: &str, out: &str) -> String {
    let hunks = line.starts_with("diff") || line.starts_with("solution");
    out.lines().filter(|line| !hunks || line.chars().any(is_cyrillic)).collect::<Vec<_>>().join("\n")
}
