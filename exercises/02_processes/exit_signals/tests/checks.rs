//! Checks of `exit_signals`. Each step is a module, each claim a test.

use exit_signals::predict as predictions;
use exit_signals::{Effect, ExitReason, Sender, TrapExit, Via, effect};
use harness::check;

/// What the BEAM printed: the effect of every reason, over a link and by `exit/2`.
const BEAM: &str = include_str!("../beam.out");

const REASONS: [&str; 7] = ["normal", "shutdown", "kill", "killed", "noproc", "noconnection", "boom"];
const TRAPS: [TrapExit; 2] = [TrapExit::No, TrapExit::Yes];

/// The three ways a signal comes, and their sections of the recorded table.
const WAYS: [(Via, Sender, &str); 3] = [
    (Via::Link, Sender::Other, "over a link"),
    (Via::Exit, Sender::Other, "by exit/2"),
    (Via::Exit, Sender::Myself, "by exit/2 to itself"),
];

/// One row of the table, as the BEAM prints it.
fn row(via: Via, sender: Sender, trap_exit: TrapExit, reason: &str) -> String {
    let receiver = if trap_exit == TrapExit::Yes { "trapping" } else { "plain" };
    let effect = match effect(via, sender, &ExitReason::from(reason), trap_exit) {
        Effect::Deliver => "gets a message".to_owned(),
        Effect::Die(reason) => format!("dies {reason}"),
        Effect::Ignore => "nothing".to_owned(),
    };
    format!("{receiver}, {reason}: {effect}")
}

/// What the BEAM says about it.
fn recorded(section: &str, receiver: &str, reason: &str) -> &'static str {
    let rows = BEAM.lines().skip_while(|line| *line != format!("-- {section}")).skip(1);
    let start = format!("{receiver}, {reason}: ");
    rows.filter_map(|line| line.strip_prefix(&*start)).next().expect("beam.out has a row for each case")
}

/// One row of one way, both as ours and as recorded.
fn both(way: (Via, Sender, &str), trap_exit: TrapExit, reason: &str) -> (String, String) {
    let (via, sender, section) = way;
    let receiver = if trap_exit == TrapExit::Yes { "trapping" } else { "plain" };
    let ours = row(via, sender, trap_exit, reason);
    (
        format!("{section}: {ours}"),
        format!("{section}: {receiver}, {reason}: {}", recorded(section, receiver, reason)),
    )
}

/// Writes our rows down and compares them with the recorded ones.
fn compare(t: &mut harness::Transcript, rows: &[(String, String)]) {
    for (ours, _) in rows {
        t.line(ours);
    }
    let beam: Vec<&str> = rows.iter().map(|(_, beam)| beam.as_str()).collect();
    t.expect("beam.out", &beam);
}

fn says(rows: &[(String, String)], ours: &str) -> bool {
    rows.iter().any(|(row, _)| row == ours)
}

mod predict {
    use super::*;

    #[test]
    fn the_receiver_does_what_it_does_on_the_beam() {
        check("predicts_wrong_effect", |t| {
            let predicted = [
                ("over a link", "plain", "normal", predictions::LINK_NORMAL),
                ("over a link", "plain", "boom", predictions::LINK_BOOM),
                ("by exit/2", "trapping", "boom", predictions::EXIT_BOOM_TRAPPING),
                ("by exit/2", "trapping", "kill", predictions::EXIT_KILL_TRAPPING),
                ("over a link", "trapping", "kill", predictions::LINK_KILL_TRAPPING),
            ];
            t.suspect_if(predicted.iter().any(|case| case.3.is_empty()), "not_yet");
            let row = |(section, receiver, reason, effect): (&str, &str, &str, &str)| {
                format!("{section}: {receiver}, {reason}: {effect}")
            };
            let rows = predicted.map(|case| {
                let (section, receiver, reason, _) = case;
                (row(case), row((section, receiver, reason, recorded(section, receiver, reason))))
            });
            compare(t, &rows);
        });
    }
}

mod die {
    use super::*;

    #[test]
    fn a_plain_process_dies_with_the_reason_of_the_signal() {
        check("reason_changed", |t| {
            let mut rows = Vec::new();
            for way in &WAYS[..2] {
                for reason in &REASONS[1..] {
                    if !(way.0 == Via::Exit && *reason == "kill") {
                        rows.push(both(*way, TrapExit::No, reason));
                    }
                }
            }
            t.suspect_if(says(&rows, "over a link: plain, shutdown: nothing"), "shutdown_ignored");
            let others_are_right = says(&rows, "over a link: plain, boom: dies boom");
            t.suspect_if(
                others_are_right && says(&rows, "over a link: plain, kill: dies killed"),
                "link_kill_untrappable",
            );
            compare(t, &rows);
        });
    }
}

mod normal {
    use super::*;

    #[test]
    fn a_normal_end_takes_nobody_along() {
        check("normal_kills", |t| {
            let rows: Vec<_> = WAYS[..2].iter().map(|way| both(*way, TrapExit::No, "normal")).collect();
            compare(t, &rows);
        });
    }

    #[test]
    fn a_normal_exit_to_oneself_does_end() {
        check("own_normal_ignored", |t| compare(t, &[both(WAYS[2], TrapExit::No, "normal")]));
    }
}

mod trap {
    use super::*;

    #[test]
    fn who_traps_exits_gets_a_message_for_every_reason() {
        check("trapping_misses_normal", |t| {
            let mut rows = Vec::new();
            for way in WAYS {
                for reason in REASONS {
                    if !(way.0 == Via::Exit && reason == "kill") {
                        rows.push(both(way, TrapExit::Yes, reason));
                    }
                }
            }
            t.suspect_if(says(&rows, "over a link: trapping, kill: dies killed"), "link_kill_untrappable");
            t.suspect_if(rows.iter().all(|(ours, _)| !ours.ends_with("gets a message")), "not_yet");
            compare(t, &rows);
        });
    }
}

mod kill {
    use super::*;

    #[test]
    fn kill_by_exit_cannot_be_trapped() {
        check("kill_is_trapped", |t| {
            let mut rows = Vec::new();
            for way in &WAYS[1..] {
                for trap_exit in TRAPS {
                    rows.push(both(*way, trap_exit, "kill"));
                }
            }
            t.suspect_if(rows.iter().all(|(ours, _)| ours.ends_with("dies kill")), "kill_spreads");
            compare(t, &rows);
        });
    }

    #[test]
    fn the_whole_table_is_that_of_the_beam() {
        check("reason_changed", |t| {
            for (via, sender, section) in WAYS {
                t.line(format!("-- {section}"));
                for trap_exit in TRAPS {
                    for reason in REASONS {
                        t.line(row(via, sender, trap_exit, reason));
                    }
                }
            }
            t.beam(BEAM);
        });
    }
}
