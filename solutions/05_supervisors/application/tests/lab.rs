//! The lab session in the book is what the lab says.

use std::fs;
use std::path::{Path, PathBuf};

use lab::piped::{piped, text};

/// What is typed, and under which name the book shows the answer.
const SESSION: [(&str, Option<&str>); 8] = [
    ("call sessions log_in ada", None),
    ("call ada add apple", None),
    ("kill database", Some("database")),
    ("kill ada", Some("ada")),
    ("kill listener", None),
    ("kill listener", None),
    ("kill listener", None),
    ("kill listener", Some("listener")),
];

/// `INSTA_UPDATE=always cargo test -p application` records what the lab says now.
#[test]
fn the_session_in_the_book_is_what_the_lab_says() {
    for language in ["en", "ru"] {
        let mut before = said(language, "");
        let mut typed = String::new();
        for (line, name) in SESSION {
            typed.push_str(line);
            typed.push('\n');
            let now = said(language, &typed);
            let answer = now.strip_prefix(&before).expect("a session goes on where it was");
            if let Some(name) = name {
                compare(&page(language, name), &format!("> {line}\n{}\n", answer.trim_matches('\n')));
            }
            before = now;
        }
    }
}

fn page(language: &str, name: &str) -> PathBuf {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../book").join(language);
    book.join(format!("transcripts/lab_application_{name}.txt"))
}

fn compare(page: &Path, said: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(page, said).expect("the transcript can be written");
    } else {
        let shown = fs::read_to_string(page).unwrap_or_default();
        assert_eq!(shown, said, "{} is out of date; see the comment of this test", page.display());
    }
}

/// What the lab says to these lines, without blanks at the ends of lines.
fn said(language: &str, lines: &str) -> String {
    let said = text(&piped("lab_application", language, lines).stdout);
    let lines: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n")
}
