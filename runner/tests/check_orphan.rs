//! A child that leaves its group, has an empty environment and loses its parent at once is found all the same. Alone
//! in its file: where several programs run at a time, nobody can say whose orphan it is.
#![cfg(target_os = "linux")] // the proof reads /proc

mod check_support;

use std::fs;

use check_support::{Fixture, failure};
use workbook::check::Verdict;

/// Starts a daemon that nothing ties to the check: the shell has gone before anybody looks.
const DAEMON: &str = "pub fn start() {
        let mut shell = std::process::Command::new(\"/bin/sh\");
        shell.env_clear().args([\"-c\", \"setsid sleep 300 </dev/null >/dev/null 2>&1 &\"]);
        assert!(shell.status().unwrap().success());
        std::thread::sleep(std::time::Duration::from_millis(100));
    }";

/// Children of this process that have ended and were not asked how.
fn zombies() -> Vec<String> {
    let ours = format!(") Z {} ", std::process::id());
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let stats = entries.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
    stats.filter(|stat| stat.contains(&ours)).collect()
}

#[test]
fn an_orphan_that_hides_is_noticed_and_ended() {
    let code = format!("{DAEMON} pub fn run() {{ start(); start() }}");
    let report = Fixture::new("orphan_passes", &code).report();
    assert_eq!((report.verdict, report.left_behind.as_slice()), (Verdict::Passed, &["sleep".to_owned()][..]));
    assert_eq!(zombies(), Vec::<String>::new());

    let code = format!("{DAEMON} pub fn run() {{ start(); loop {{ std::thread::park() }} }}");
    let report = Fixture::new("orphan_waits", &code).report();
    assert_eq!((report.verdict, failure(&report).cause.as_str()), (Verdict::Deadlocked, "deadlock"));
    assert_eq!(zombies(), Vec::<String>::new());
}
