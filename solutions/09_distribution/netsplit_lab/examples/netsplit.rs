//! The pictures of the page: a cut as each side tells it, and who sees whom after some faults.
//! `cargo run -q -p netsplit_lab --example netsplit`

use std::time::Duration;

use netsplit_lab::{Prevent, Setting, Verdict, look, parse, story};

/// What each side tells of one cut.
pub fn sides() -> String {
    story::told().iter().map(|line| format!("{line}\n")).collect()
}

/// Who sees whom a second and a half after the last fault, before anybody is looked for again.
pub fn matrix(title: &str, faults: &str, prevent: Prevent) -> String {
    let setting = Setting { prevent, ..Setting::of(&["a", "b", "c", "d"]) };
    let schedule = parse(faults).expect("faults of this file");
    let look = look(1, &setting, &schedule, Duration::from_millis(1500));
    format!("-- {title}: {faults}\n{}\n{}\n", look.sight, Verdict::of(&look.sight))
}

/// Two of them. Who leaves when overlaps are prevented depends on who notices first, so that is not recorded here.
pub fn matrices() -> String {
    matrix("a cut", "at 0ms cut a | b c d", Prevent::Yes)
        + &matrix("a cable, not prevented", "at 0ms cut a | c", Prevent::No)
}

fn main() {
    print!("{}{}", sides(), matrices());
}
