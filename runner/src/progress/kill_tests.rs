//! `kill -9` at any moment: a child runs this very test binary, works in a loop, and says what was acknowledged.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::tests::{exercise, opened};
use super::{Progress, snapshots};

const ROOT: &str = "WORKBOOK_TEST_ROOT";
const NAME: &str = "WORKBOOK_TEST_NAME";

/// Starts one of the ignored tests below in a process of its own.
fn child(test: &str, root: &Path, name: &str) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().expect("we run"))
        .args([&format!("progress::kill_tests::{test}"), "--exact", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test binary runs");
    let out = BufReader::new(child.stdout.take().expect("it is piped"));
    (child, out)
}

/// Reads acknowledgements (`ack N`) until there are `count`, kills, and reads those that were already under way.
fn kill_after(count: usize, (mut child, mut out): (Child, BufReader<ChildStdout>)) -> Vec<String> {
    let mut acknowledged = Vec::new();
    let mut line = String::new();
    let mut killed = false;
    loop {
        if acknowledged.len() >= count && !killed {
            child.kill().expect("SIGKILL");
            killed = true;
        }
        line.clear();
        if out.read_line(&mut line).expect("lines") == 0 {
            break;
        }
        // A line without its end is one the kill cut: the word before it was not given.
        acknowledged.extend(line.strip_suffix('\n').and_then(|l| l.strip_prefix("ack ")).map(str::to_owned));
    }
    child.wait().expect("it ended");
    acknowledged
}

fn acknowledge(what: &str) {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "ack {what}").and_then(|()| out.flush());
    said.expect("the parent listens");
}

#[test]
#[ignore = "runs as the child of another test"]
fn child_records() {
    let (Ok(root), Ok(name)) = (std::env::var(ROOT), std::env::var(NAME)) else { return };
    let mut progress = Progress::open(Path::new(&root)).expect("readable");
    println!();
    for n in 0.. {
        let id = format!("{name}_{n}");
        progress.record(opened(&id)).expect("recorded");
        acknowledge(&id);
    }
}

fn ids(root: &Path) -> Vec<String> {
    let progress = Progress::open(root).expect("readable after every kill");
    progress.entries().iter().filter_map(|entry| entry.what.exercise().map(str::to_owned)).collect()
}

#[test]
fn kill_loses_nothing_that_was_acknowledged() {
    let root = tempfile::tempdir().expect("a folder");
    let mut acknowledged = Vec::new();
    for round in 0..25 {
        acknowledged
            .extend(kill_after(round % 6 + 1, child("child_records", root.path(), &format!("r{round}"))));
        let there = ids(root.path());
        let mut rest = there.iter();
        for id in &acknowledged {
            assert!(rest.any(|known| known == id), "`{id}` was acknowledged and is lost: {there:?}");
        }
        assert!(there.len() <= acknowledged.len() + round + 1, "at most one a round was not acknowledged");
    }
}

#[test]
fn runners_that_write_at_once_and_are_killed_lose_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    for round in 0..6 {
        let children: Vec<_> =
            ["a", "b", "c"].map(|n| child("child_records", root.path(), &format!("{n}{round}"))).into();
        for (index, child) in children.into_iter().enumerate() {
            let acknowledged = kill_after(3 + index * 2, child);
            let there = ids(root.path());
            for id in &acknowledged {
                assert_eq!(there.iter().filter(|known| *known == id).count(), 1, "`{id}` stands once");
            }
        }
    }
}

/// Two states of the learner's files: before and after a reset.
fn states() -> [BTreeMap<PathBuf, Vec<u8>>; 2] {
    let state = |text: &str| {
        ["src/lib.rs", "src/more.rs"].map(|path| (PathBuf::from(path), text.repeat(2000).into_bytes())).into()
    };
    [state("mine "), state("starter ")]
}

#[test]
#[ignore = "runs as the child of another test"]
fn child_resets_and_undoes() {
    let Ok(root) = std::env::var(ROOT) else { return };
    let root = Path::new(&root);
    let exercise = exercise(root);
    let [_, starter] = states();
    println!();
    loop {
        snapshots::replace(root, &exercise, &starter, "reset").expect("replaced");
        acknowledge("reset");
        snapshots::undo(root, &exercise).expect("restored");
        acknowledge("undo");
    }
}

#[test]
fn a_kill_in_the_middle_of_reset_or_undo_tears_no_file_and_loses_none() {
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path();
    let exercise = exercise(root);
    let [mine, starter] = states();
    for (path, bytes) in &mine {
        fs::write(exercise.dir.join(path), bytes).expect("written");
    }
    for round in 0..20 {
        kill_after(round % 5 + 1, child("child_resets_and_undoes", root, "x"));
        for path in mine.keys() {
            let there = fs::read(exercise.dir.join(path)).expect("the file is there");
            assert!(there == mine[path] || there == starter[path], "{} is torn", path.display());
        }
        for snapshot in snapshots::list(root, &exercise).expect("every snapshot has its manifest") {
            assert!(snapshot.number > 0);
        }
        // What was there at first comes back within three undos, whatever was cut short.
        let is_mine =
            || mine.iter().all(|(path, bytes)| fs::read(exercise.dir.join(path)).is_ok_and(|b| b == *bytes));
        for _ in 0..3 {
            if is_mine() {
                break;
            }
            snapshots::undo(root, &exercise).expect("restored");
        }
        assert!(is_mine(), "round {round}");
    }
}
