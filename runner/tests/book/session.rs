use std::fs;
use std::path::Path;
use std::process::Command;

use workbook::course::Language;

use crate::root;

/// What somebody types who has just come: the sessions shown on the page "How to use the workbook".
const FIRST_COMMANDS: [&str; 2] = ["next", "hint"];

/// `INSTA_UPDATE=always cargo test -p workbook --test book session` records what the runner says now.
#[test]
fn the_sessions_in_the_book_are_what_the_runner_says() {
    let clone = fresh_clone();
    for language in Language::ALL {
        for command in FIRST_COMMANDS {
            let said = format!("> {command}\n{}", say(clone.path(), language, command));
            let page = root().join("book").join(language.code()).join(format!("transcripts/{command}.txt"));
            if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
                fs::write(&page, said).expect("the transcript can be written");
            } else {
                let shown = fs::read_to_string(&page).unwrap_or_default();
                assert_eq!(shown, said, "{} is out of date; see the comment of this test", page.display());
            }
        }
        fs::remove_dir_all(clone.path().join(".workbook")).ok();
    }
}

/// The course as somebody has it who has not begun.
fn fresh_clone() -> tempfile::TempDir {
    let clone = tempfile::tempdir().expect("a temporary folder");
    for folder in ["exercises", "solutions"] {
        copy(&root().join(folder), &clone.path().join(folder));
    }
    clone
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

fn say(clone: &Path, language: Language, command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_workbook"))
        .args(["--lang", language.code(), "--root"])
        .arg(clone)
        .arg(command)
        .env("NO_COLOR", "1")
        .env_remove("WORKBOOK_LANG")
        .output()
        .expect("the runner starts");
    let said = String::from_utf8(output.stdout).expect("the runner speaks UTF-8");
    let lines: Vec<_> = said.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}
