//! Watching: no save is lost, and a verdict belongs to the bytes that lie there.
#![cfg(target_os = "linux")] // the proof reads /proc

mod check_support;

use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use check_support::Fixture;
use workbook::check::{self, Cancel, CheckEvent, Verdict, WatchEvent};

const GOOD: &str = "pub fn run() {}";
const BAD: &str = "pub fn run() { panic!(\"no\") }";
const SPIN: &str = "pub fn run() { loop {} }";
/// For a build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Watches the fixture while `act` runs.
fn watching(fixture: &Fixture, step_seconds: u64, act: impl FnOnce(&Receiver<WatchEvent>)) {
    let (say, heard) = channel();
    let (course, cancel) = (fixture.course(), Cancel::default());
    let mut exercise = fixture.exercise();
    exercise.step_seconds = step_seconds;
    std::thread::scope(|scope| {
        let watch =
            scope.spawn(|| check::watch(&course, &exercise, &cancel, &mut |event| drop(say.send(event))));
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(&heard)));
        cancel.now();
        watch.join().expect("watching does not panic").expect("the files can be read");
        done.unwrap_or_else(|fault| std::panic::resume_unwind(fault));
    });
    assert_eq!(fixture.processes(), Vec::<String>::new());
}

#[track_caller]
fn wait_for<T>(heard: &Receiver<WatchEvent>, mut wanted: impl FnMut(WatchEvent) -> Option<T>) -> T {
    let limit = Instant::now() + PATIENCE;
    loop {
        let event =
            heard.recv_timeout(limit.saturating_duration_since(Instant::now())).expect("an event comes");
        if let Some(found) = wanted(event) {
            return found;
        }
    }
}

#[track_caller]
fn verdict(heard: &Receiver<WatchEvent>) -> Verdict {
    wait_for(heard, |event| match event {
        WatchEvent::Verdict(report) => Some(report.verdict),
        WatchEvent::Failed(error) => panic!("{error:?}"),
        _ => None,
    })
}

/// As many editors save: a new file takes the place of the old one.
fn rename_into_place(path: &Path, text: &str) {
    let fresh = path.with_extension("rs.new");
    fs::write(&fresh, text).expect("the folder can be written");
    fs::rename(&fresh, path).expect("both lie in one folder");
}

#[test]
fn a_save_during_a_run_ends_it_and_is_not_lost() {
    let fixture = Fixture::new("save_during_run", SPIN);
    watching(&fixture, 60, |heard| {
        wait_for(heard, |event| {
            matches!(event, WatchEvent::Check(CheckEvent::StepStarted { .. })).then_some(())
        });
        fixture.write("src/lib.rs", BAD);
        wait_for(heard, |event| matches!(event, WatchEvent::Restarted).then_some(()));
        assert_eq!(verdict(heard), Verdict::Failed);
    });
}

#[test]
fn a_save_during_the_build_is_not_lost() {
    let fixture = Fixture::new("save_during_build", SPIN);
    watching(&fixture, 60, |heard| {
        wait_for(heard, |event| matches!(event, WatchEvent::Started).then_some(()));
        std::thread::sleep(Duration::from_millis(60));
        fixture.write("src/lib.rs", GOOD);
        assert_eq!(verdict(heard), Verdict::Passed);
    });
}

#[test]
fn a_save_by_rename_is_seen() {
    let fixture = Fixture::new("save_by_rename", GOOD);
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        for (text, wanted) in [(BAD, Verdict::Failed), (GOOD, Verdict::Passed), (BAD, Verdict::Failed)] {
            rename_into_place(&fixture.dir().join("src/lib.rs"), text);
            assert_eq!(verdict(heard), wanted);
        }
    });
}

#[test]
fn the_last_of_many_saves_decides() {
    let fixture = Fixture::new("many_saves", GOOD);
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        for n in 0..20 {
            fixture.write("src/lib.rs", &format!("pub fn run() {{ assert_eq!({n}, 19) }}"));
            std::thread::sleep(Duration::from_millis(if n % 2 == 0 { 3 } else { 50 }));
        }
        // An earlier save may have come to its verdict in time; the last word is for the last bytes.
        let mut last = verdict(heard);
        while let Ok(event) = heard.recv_timeout(Duration::from_secs(2)) {
            if let WatchEvent::Verdict(report) = event {
                last = report.verdict;
            }
        }
        assert_eq!(last, Verdict::Passed);
    });
}

#[test]
fn a_touch_that_changes_no_byte_starts_nothing() {
    let fixture = Fixture::new("touch", GOOD);
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        fs::write(fixture.dir().join("src/lib.rs"), GOOD).expect("the file can be written");
        fs::write(fixture.dir().join("src/.lib.rs.swp"), "an editor's own file")
            .expect("the folder can be written");
        let next = heard.recv_timeout(Duration::from_millis(800));
        assert!(next.is_err(), "{next:?}");
    });
}

#[test]
fn a_save_in_two_steps_is_shown_as_one_run() {
    let fixture = Fixture::new("two_steps", GOOD);
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        // On a busy machine the second step may come late, and is a save of its own.
        let shown_as_one = (0..10).any(|n| {
            fixture.write("src/lib.rs", "pub fn run() {");
            std::thread::sleep(Duration::from_millis(10)); // the build has begun, and shows nothing yet
            fixture.write("src/lib.rs", &format!("{GOOD} // {n}"));
            let (mut runs, mut ended) = (0, 0);
            while wait_for(heard, |event| {
                runs += u32::from(matches!(event, WatchEvent::Started));
                ended += u32::from(matches!(event, WatchEvent::Restarted));
                if let WatchEvent::Verdict(report) = event { Some(report.verdict) } else { None }
            }) != Verdict::Passed
            {}
            (runs, ended) == (1, 0)
        });
        assert!(shown_as_one);
    });
}

#[test]
fn a_save_taken_back_at_once_shows_nothing() {
    let fixture = Fixture::new("taken_back", GOOD);
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        let shows_nothing = (0..10).any(|_| {
            fixture.write("src/lib.rs", BAD);
            std::thread::sleep(Duration::from_millis(10));
            fixture.write("src/lib.rs", GOOD);
            let next = heard.recv_timeout(Duration::from_millis(800));
            while heard.recv_timeout(Duration::from_millis(800)).is_ok() {} // a busy machine shows both
            next.is_err()
        });
        assert!(shows_nothing);
    });
}

#[test]
fn where_no_event_comes_the_files_are_looked_at_and_it_is_said() {
    let fixture = Fixture::new("no_events", GOOD);
    let (file, elsewhere) = (fixture.dir().join("src/lib.rs"), fixture.root.join("elsewhere.rs"));
    let _ = fs::remove_file(&elsewhere);
    // The system tells of a change through the folder it was made in; through another name nothing is heard.
    fs::hard_link(&file, &elsewhere).expect("both lie on one file system");
    watching(&fixture, 5, |heard| {
        assert_eq!(verdict(heard), Verdict::Passed);
        fs::write(&elsewhere, BAD).expect("the file can be written");
        wait_for(heard, |event| matches!(event, WatchEvent::Polling).then_some(()));
        assert_eq!(verdict(heard), Verdict::Failed);
    });
}
