//! However the runner itself ends, what it started ends with it; and what it cannot do, it says by name.
#![cfg(target_os = "linux")] // the proof reads /proc

mod check_support;

use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use check_support::{Fixture, LIMIT};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use workbook::check::{self, Cancel, CheckError, Options};
use workbook::course::Course;

/// What a second process of this test binary is to do, and with which course.
const ROLE: &str = "WORKBOOK_TEST_ROLE";
const ROOT: &str = "WORKBOOK_TEST_ROOT";

/// A check that starts children in every way and then waits for ever.
const FAMILY: &str = "
    unsafe extern \"C\" { fn fork() -> i32; fn setsid() -> i32; }
    pub fn run() {
        for _ in 0..3 {
            if unsafe { fork() } == 0 {
                unsafe { setsid() };
                loop { std::thread::sleep(std::time::Duration::from_secs(60)) }
            }
        }
        std::process::Command::new(\"setsid\").args([\"sleep\", \"300\"]).spawn().unwrap();
        loop { std::thread::park() }
    }";
/// The check and its four children.
const FAMILY_SIZE: usize = 5;

/// Not a test by itself: the runner that the tests below start and end.
#[test]
fn as_a_runner() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let root = PathBuf::from(std::env::var(ROOT).expect("a role comes with a course"));
    let course = Course::load(&root).expect("the fixture is a course");
    let mut exercise = course.exercises().next().expect("the fixture has an exercise").clone();
    exercise.step_seconds = 60;
    let check = move || {
        let options = Options { fresh: true, ..Options::default() };
        check::run(&course, &exercise, &options, &Cancel::default(), &mut |_| {})
    };
    match role.as_str() {
        "check" => drop(check()),
        "handle" => {
            check::install_signal_handlers(|signal| std::process::exit(128 + signal))
                .expect("handlers are free");
            drop(check());
            sleep(LIMIT); // the handler ends this
        }
        "panic" => {
            std::thread::spawn(check);
            sleep(Duration::from_millis(300));
            while Fixture::processes_below(&root).len() < FAMILY_SIZE {
                sleep(Duration::from_millis(10));
            }
            panic!("the runner has a fault");
        }
        "name" => {
            let name = match check() {
                Err(CheckError::NoCargo) => "no cargo".to_owned(),
                Err(CheckError::NoPermission { path }) => format!("no permission {}", path.display()),
                other => format!("{other:?}"),
            };
            println!("\nresult: {name}");
        }
        other => panic!("unknown role {other}"),
    }
}

fn runner(role: &str, fixture: &Fixture) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this test has a file"));
    command.args(["--exact", "as_a_runner", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, role).env(ROOT, &fixture.root).stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(Stdio::null());
    command
}

#[track_caller]
fn started(role: &str, fixture: &Fixture) -> Child {
    let child = runner(role, fixture).spawn().expect("this test can be started again");
    let limit = Instant::now() + Duration::from_secs(60); // for the build
    while fixture.processes().len() < FAMILY_SIZE {
        assert!(Instant::now() < limit, "the check starts: {:?}", fixture.processes());
        sleep(Duration::from_millis(10));
    }
    child
}

#[track_caller]
fn nobody_is_left(fixture: &Fixture, runner: u32) {
    let runs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../workbook/run");
    let files = || {
        let names = std::fs::read_dir(&runs).into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.filter(|name| name.to_string_lossy().starts_with(&format!("{runner}-"))).count()
    };
    let limit = Instant::now() + LIMIT;
    while Instant::now() < limit && (!fixture.processes().is_empty() || files() > 0) {
        sleep(Duration::from_millis(5));
    }
    assert_eq!((fixture.processes(), files()), (Vec::new(), 0), "nobody and nothing is left");
}

#[test]
fn a_killed_runner_leaves_nobody() {
    let fixture = Fixture::new("runner_killed", FAMILY);
    let mut child = started("check", &fixture);
    child.kill().expect("it runs");
    child.wait().expect("it was killed");
    nobody_is_left(&fixture, child.id());
}

#[test]
fn a_runner_that_is_asked_to_end_leaves_nobody() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGINT, 130), (Signal::SIGHUP, 129)] {
        let fixture = Fixture::new("runner_asked", FAMILY);
        let mut child = started("handle", &fixture);
        let pid = i32::try_from(child.id()).expect("an id of a process fits");
        kill(Pid::from_raw(pid), signal).expect("it runs");
        assert_eq!(child.wait().expect("it ends").code(), Some(code));
        nobody_is_left(&fixture, child.id());
    }
}

#[test]
fn a_runner_with_a_fault_leaves_nobody() {
    let fixture = Fixture::new("runner_panics", FAMILY);
    let mut child = started("panic", &fixture);
    assert_eq!(child.wait().expect("it ends").code(), Some(101));
    nobody_is_left(&fixture, child.id());
}

#[track_caller]
fn result(mut runner: Command) -> String {
    let output = runner.output().expect("this test can be started again");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let result = text.lines().find_map(|line| line.strip_prefix("result: ")).map(str::to_owned);
    result.unwrap_or(text)
}

#[test]
fn a_machine_without_cargo_is_told_so() {
    let fixture = Fixture::new("no_cargo", "pub fn run() {}");
    let mut command = runner("name", &fixture);
    command.env_remove("CARGO").env_remove("RUSTC").env("PATH", fixture.dir());
    assert_eq!(result(command), "no cargo");
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let fixture = Fixture::new("read_only", "pub fn run() {}");
    let state = fixture.root.join(".workbook");
    std::fs::create_dir_all(&state).expect("the fixture can be written");
    let mut command = runner("name", &fixture);
    if std::fs::metadata("/proc/self").is_ok_and(|ours| ours.uid() == 0) {
        command.uid(65534).gid(65534); // nobody: permissions mean nothing to root
    } else {
        let mut permissions = std::fs::metadata(&state).expect("it is there").permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&state, permissions).expect("it is ours");
    }
    let said = result(command);
    assert!(said.starts_with("no permission ") && said.contains(".workbook"), "{said}");
    let mut permissions = std::fs::metadata(&state).expect("it is there").permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "the folder goes back to how it was")]
    permissions.set_readonly(false);
    let _ = std::fs::set_permissions(&state, permissions);
}

#[test]
fn a_cancelled_check_ends_at_once_and_leaves_nobody() {
    let fixture = Fixture::new("cancelled", FAMILY);
    let mut exercise = fixture.exercise();
    exercise.step_seconds = 60;
    let (course, cancel) = (fixture.course(), Cancel::default());
    let options = Options { fresh: true, ..Options::default() };
    let result = std::thread::scope(|scope| {
        let check = scope.spawn(|| check::run(&course, &exercise, &options, &cancel, &mut |_| {}));
        while fixture.processes().len() < FAMILY_SIZE {
            assert!(!check.is_finished(), "the check waits for ever");
            sleep(Duration::from_millis(10));
        }
        let asked = Instant::now();
        cancel.now();
        let result = check.join().expect("a check does not panic");
        assert!(asked.elapsed() < Duration::from_millis(500), "{:?}", asked.elapsed());
        result
    });
    assert!(matches!(result, Err(CheckError::Cancelled)), "{result:?}");
    assert_eq!(fixture.processes(), Vec::<String>::new());
}
