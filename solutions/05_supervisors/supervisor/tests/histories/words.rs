//! The words of a history, as values.

use std::time::Duration;

use process::ExitReason;
use supervisor::{Count, Restart, Shutdown, Strategy};

pub fn strategy(word: &str) -> Strategy {
    match word {
        "one_for_one" => Strategy::OneForOne,
        "one_for_all" => Strategy::OneForAll,
        _ => Strategy::RestForOne,
    }
}

pub fn restart(word: &str) -> Restart {
    match word {
        "permanent" => Restart::Permanent,
        "transient" => Restart::Transient,
        _ => Restart::Temporary,
    }
}

pub fn shutdown(word: &str) -> Shutdown {
    match word {
        "brutal_kill" => Shutdown::BrutalKill,
        "infinity" => Shutdown::Infinity,
        ms => Shutdown::Timeout(Duration::from_millis(ms.parse().expect("a number of milliseconds"))),
    }
}

pub fn reason(word: &str) -> ExitReason {
    match word {
        "moved" => ExitReason::ShutdownWith("moved".into()),
        word => ExitReason::from(word),
    }
}

pub fn count(count: Count) -> String {
    let Count { specs, active, supervisors, workers } = count;
    format!("specs {specs} active {active} supervisors {supervisors} workers {workers}")
}
