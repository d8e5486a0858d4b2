use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Entry, NoteKind, Progress, ProgressError, What, snapshots};
use crate::check::Verdict;
use crate::course::{Exercise, Kind, Language, Text};

pub(super) fn opened(exercise: &str) -> Entry {
    Entry { at_ms: 1, what: What::Opened { exercise: exercise.to_owned() } }
}

/// An exercise with two files to edit, below a temporary root.
pub(crate) fn exercise(root: &Path) -> Exercise {
    let dir = root.join("exercises/02_processes/mailbox");
    fs::create_dir_all(dir.join("src")).expect("a temporary folder can be written");
    Exercise {
        id: "mailbox".to_owned(),
        chapter_folder: "02_processes".to_owned(),
        kind: Kind::Build,
        minutes: 1,
        title: Text { en: "m".to_owned(), ru: "м".to_owned() },
        solution_dir: root.join("solutions/02_processes/mailbox"),
        dir,
        edit: vec!["src/lib.rs".into(), "src/more.rs".into()],
        starter: "not_yet".to_owned(),
        memory_mb: 512,
        step_seconds: 5,
        steps: Vec::new(),
        causes: Vec::new(),
        pictures: Vec::new(),
    }
}

fn root() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a temporary folder")
}

fn journal(root: &Path) -> PathBuf {
    root.join(".workbook/progress.jsonl")
}

fn put_journal(root: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(root.join(".workbook")).expect("a temporary folder can be written");
    fs::write(journal(root), text).expect("a temporary file can be written");
}

#[test]
fn what_was_recorded_is_there_when_the_journal_is_opened_again() {
    let root = root();
    let mut progress = Progress::open(root.path()).expect("no journal is no progress");
    let checked = What::Checked {
        exercise: "mailbox".into(),
        verdict: Verdict::Passed,
        passed: vec!["take".into()],
        cause: None,
        files: "f".into(),
    };
    let noted = What::Noted { exercise: None, text: "две строки\nи «ёлочки»".into() };
    for what in [checked, noted, What::Language { code: "ru".into() }] {
        progress.record(Entry { at_ms: 7, what }).expect("it is recorded");
    }
    let again = Progress::open(root.path()).expect("it is readable");
    assert_eq!(again.entries(), progress.entries());
    assert_eq!(again.language(), Some(Language::Ru));
    assert_eq!(again.current().as_deref(), Some("mailbox"));
    let state = again.state("mailbox");
    assert_eq!((state.passed, state.passed_at_ms, state.attempts), (true, Some(7), 1));
    assert_eq!(again.notebook()[0].what, NoteKind::Text("две строки\nи «ёлочки»".into()));
    let lines = fs::read_to_string(journal(root.path())).expect("it is UTF-8").lines().count();
    assert_eq!(lines, 3, "one line each");
}

#[test]
fn two_runners_see_what_the_other_appended() {
    let root = root();
    let mut a = Progress::open(root.path()).expect("opens");
    let mut b = Progress::open(root.path()).expect("opens");
    a.record(opened("a1")).expect("recorded");
    b.record(opened("b1")).expect("recorded");
    a.record(opened("a2")).expect("recorded");
    b.refresh().expect("readable");
    let expected = [opened("a1"), opened("b1"), opened("a2")];
    assert_eq!(a.entries(), expected);
    assert_eq!(b.entries(), expected);
}

#[test]
fn a_broken_line_stops_with_its_number_and_changes_nothing() {
    let good = "{\"at_ms\":1,\"what\":\"opened\",\"exercise\":\"a\"}\n";
    let conflict = b"<<<<<<< HEAD\n".as_slice();
    let half = b"{\"at_ms\":1,\"what\":\"opened\"}\n".as_slice();
    let bytes = b"\xff\xfe\n".as_slice();
    for broken in [conflict, half, bytes, b"[1]\n"] {
        let root = root();
        let text = [good.as_bytes(), broken, good.as_bytes()].concat();
        put_journal(root.path(), &text);
        match Progress::open(root.path()) {
            Err(ProgressError::Unreadable { line, file }) => {
                assert_eq!((line, file), (2, journal(root.path())));
            }
            other => panic!("expected unreadable, got {other:?}"),
        }
        assert_eq!(fs::read(journal(root.path())).expect("still there"), text);
    }
}

#[test]
fn a_line_that_breaks_while_we_run_refuses_the_append() {
    let root = root();
    let mut progress = Progress::open(root.path()).expect("opens");
    progress.record(opened("a")).expect("recorded");
    let mut text = fs::read(journal(root.path())).expect("there");
    text.extend(b"rubbish\n");
    put_journal(root.path(), &text);
    let refused = progress.record(opened("b"));
    assert!(matches!(refused, Err(ProgressError::Unreadable { line: 2, .. })), "{refused:?}");
    assert_eq!(fs::read(journal(root.path())).expect("there"), text);
}

#[test]
fn a_torn_last_line_is_dropped_by_the_next_append() {
    let root = root();
    let whole = "{\"at_ms\":1,\"what\":\"opened\",\"exercise\":\"a\"}\n";
    put_journal(root.path(), format!("{whole}{{\"at_ms\":1,\"wh"));
    let mut progress = Progress::open(root.path()).expect("a torn line was never acknowledged");
    assert!(progress.torn());
    assert_eq!(progress.entries(), [opened("a")]);
    progress.record(opened("b")).expect("recorded");
    assert!(!progress.torn());
    let again = Progress::open(root.path()).expect("whole again");
    assert_eq!(again.entries(), [opened("a"), opened("b")]);
}

#[test]
fn a_whole_last_line_without_its_end_is_kept() {
    let root = root();
    put_journal(root.path(), "{\"at_ms\":1,\"what\":\"opened\",\"exercise\":\"a\"}");
    let mut progress = Progress::open(root.path()).expect("opens");
    progress.record(opened("b")).expect("recorded");
    let again = Progress::open(root.path()).expect("opens");
    assert_eq!(again.entries(), [opened("a"), opened("b")]);
    assert_eq!(progress.entries(), again.entries());
}

#[test]
fn entries_of_a_newer_version_are_kept_and_ignored() {
    let root = root();
    let newer = "{\"at_ms\":5,\"what\":\"dreamt\",\"of\":[1,{\"x\":2}]}\n";
    put_journal(root.path(), newer);
    let mut progress = Progress::open(root.path()).expect("opens");
    assert!(progress.entries().is_empty());
    progress.record(opened("a")).expect("recorded");
    assert!(fs::read_to_string(journal(root.path())).expect("there").starts_with(newer));
}

#[test]
fn a_journal_that_was_put_back_is_read_from_its_start() {
    let root = root();
    let mut progress = Progress::open(root.path()).expect("opens");
    progress.record(opened("a")).expect("recorded");
    let old = fs::read(journal(root.path())).expect("there");
    progress.record(opened("b")).expect("recorded");
    put_journal(root.path(), old);
    progress.record(opened("c")).expect("recorded");
    assert_eq!(progress.entries(), [opened("a"), opened("c")]);
}

#[test]
fn a_state_folder_that_cannot_be_made_is_an_error() {
    let root = root();
    fs::write(root.path().join(".workbook"), "a file").expect("written");
    // Reading says so as well: what stands there is not ours to ignore.
    assert!(matches!(Progress::open(root.path()), Err(ProgressError::Io { .. })));
}

#[test]
fn a_full_disk_is_said_and_leaves_the_journal_as_it_was() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let error = fs::write(full, "x").expect_err("this device is always full");
    assert!(matches!(ProgressError::io(full, error), ProgressError::DiskFull { .. }));
}

type Bytes = BTreeMap<PathBuf, Vec<u8>>;

fn put(exercise: &Exercise, path: &str, bytes: &[u8]) {
    fs::write(exercise.dir.join(path), bytes).expect("written");
}

fn get(exercise: &Exercise, path: &str) -> Option<Vec<u8>> {
    fs::read(exercise.dir.join(path)).ok()
}

fn starter() -> Bytes {
    BTreeMap::from([("src/lib.rs".into(), b"starter".to_vec()), ("src/more.rs".into(), b"more".to_vec())])
}

#[test]
fn undo_brings_back_any_bytes_and_what_was_not_there() {
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"mine \xff\x00 \r\n no line end");
    put(&exercise, "src/extra.rs", b"my own module");
    snapshots::replace(root.path(), &exercise, &starter(), "reset").expect("replaced");
    assert_eq!(get(&exercise, "src/lib.rs").as_deref(), Some(b"starter".as_slice()));
    assert_eq!(get(&exercise, "src/extra.rs").as_deref(), Some(b"my own module".as_slice()));

    let restored = snapshots::undo(root.path(), &exercise).expect("restored").expect("there is one");
    assert_eq!((restored.number, restored.why.as_str()), (1, "reset"));
    assert_eq!(get(&exercise, "src/lib.rs").as_deref(), Some(b"mine \xff\x00 \r\n no line end".as_slice()));
    assert_eq!(get(&exercise, "src/more.rs"), None, "it was not there");

    snapshots::undo(root.path(), &exercise).expect("restored").expect("undo can be undone");
    assert_eq!(get(&exercise, "src/lib.rs").as_deref(), Some(b"starter".as_slice()));
    assert_eq!(get(&exercise, "src/more.rs").as_deref(), Some(b"more".as_slice()));
}

#[cfg(unix)]
#[test]
fn undo_keeps_the_mode_of_a_file() {
    use std::os::unix::fs::PermissionsExt;
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"mine");
    let file = exercise.dir.join("src/lib.rs");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
    snapshots::replace(root.path(), &exercise, &starter(), "reset").expect("replaced");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
    snapshots::undo(root.path(), &exercise).expect("restored");
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_second_reset_does_not_hide_the_work_from_undo() {
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"mine");
    snapshots::replace(root.path(), &exercise, &starter(), "reset").expect("replaced");
    snapshots::replace(root.path(), &exercise, &starter(), "reset").expect("replaced");
    snapshots::undo(root.path(), &exercise).expect("restored");
    assert_eq!(get(&exercise, "src/lib.rs").as_deref(), Some(b"mine".as_slice()));
}

#[test]
fn without_a_snapshot_there_is_nothing_to_undo() {
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"mine");
    assert_eq!(snapshots::undo(root.path(), &exercise).expect("no error"), None);
    snapshots::take(root.path(), &exercise, "apply").expect("taken");
    assert_eq!(snapshots::undo(root.path(), &exercise).expect("no error"), None, "it is the same");
    assert_eq!(snapshots::list(root.path(), &exercise).expect("readable").len(), 1);
}

#[test]
fn an_undo_that_was_cut_short_is_finished_by_the_next() {
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"mine");
    put(&exercise, "src/more.rs", b"mine too");
    snapshots::replace(root.path(), &exercise, &starter(), "reset").expect("replaced");
    snapshots::take(root.path(), &exercise, "undo").expect("taken");
    // A kill between the two files of the restore:
    put(&exercise, "src/lib.rs", b"mine");
    put(&exercise, "src/.more.rs.1.workbook-tmp", b"half");
    fs::write(root.path().join(".workbook/snapshots/mailbox/restoring"), "1").expect("written");

    snapshots::undo(root.path(), &exercise).expect("restored");
    assert_eq!(get(&exercise, "src/lib.rs").as_deref(), Some(b"mine".as_slice()));
    assert_eq!(get(&exercise, "src/more.rs").as_deref(), Some(b"mine too".as_slice()));
    assert_eq!(get(&exercise, "src/.more.rs.1.workbook-tmp"), None, "swept");
}

#[test]
fn the_hash_is_that_of_paths_and_bytes() {
    let root = root();
    let exercise = exercise(root.path());
    put(&exercise, "src/lib.rs", b"ab");
    put(&exercise, "src/more.rs", b"c");
    let first = snapshots::hash(&exercise).expect("readable");
    put(&exercise, "src/.lib.rs.swp", b"an editor's");
    assert_eq!(snapshots::hash(&exercise).expect("readable"), first);
    put(&exercise, "src/lib.rs", b"a");
    put(&exercise, "src/more.rs", b"bc");
    assert_ne!(snapshots::hash(&exercise).expect("readable"), first);
}

#[test]
fn a_figure_that_is_no_number_is_not_recorded() {
    let root = root();
    let mut progress = Progress::open(root.path()).expect("opens");
    let what = What::Figure { exercise: "x".into(), name: "n".into(), value: f64::NAN, unit: "s".into() };
    progress.record(Entry { at_ms: 1, what }).expect("nothing to do");
    assert!(progress.entries().is_empty());
}
