//! The predictions are compared with what the BEAM printed.

use super::*;
use gen_server::predict as ours;

/// The word after `before` in the line of the section that has it.
fn number_after(section: &str, before: &str) -> &'static str {
    let line = recorded(section).into_iter().find_map(|line| line.split_once(before));
    line.and_then(|(_, rest)| rest.split(' ').next()).expect("the transcript has such a line")
}

#[test]
fn the_prediction_is_what_the_beam_does() {
    check("predicts_wrong", |t| {
        let ours = [
            ours::LETTERS_AFTER_A_LATE_REPLY,
            ours::WAITING_CASTS,
            ours::WAITING_CALLS,
            ours::AFTER_INIT,
            ours::STOP_WITH_A_REPLY,
            ours::TERMINATE_WITHOUT_TRAPPING,
        ];
        let either = |sign: bool, yes, no| if sign { yes } else { no };
        let beam = [
            number_after("late", "has replied, "),
            number_after("backpressure", "by cast: "),
            number_after("backpressure", "by call: "),
            either(recorded("continue")[0] == "desk: opens up", "continue", "letter"),
            either(recorded("stop")[1].contains("terminate"), "terminate", "reply"),
            either(recorded("terminate")[1].contains("desk: terminate"), "yes", "no"),
        ];
        t.suspect_if(ours.contains(&""), "not_yet");
        for line in ours {
            t.line(line);
        }
        t.expect("beam.out", &beam);
    });
}
