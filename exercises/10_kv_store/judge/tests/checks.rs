//! Checks of `judge`. Each step is a module, each claim a test.

use std::fmt::Write as _;

use harness::check;
use judge::{History, Register, Reply, Request, Verdict, check_counting};

/// Histories that a real BEAM has made: one process, and two copies.
const BEAM: &str = include_str!("../beam.out");

fn history(text: &str) -> History<Request, Reply> {
    text.parse().expect("the history is well written")
}

/// The lines of one section of what the BEAM printed.
fn of_the_beam(section: &str) -> History<Request, Reply> {
    let lines = BEAM.lines().skip_while(|line| *line != format!("-- {section}")).skip(1);
    history(&lines.take_while(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n"))
}

fn judged(history: &History<Request, Reply>) -> Verdict {
    judge::check(history, &Register::default())
}

/// One word for a verdict.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Linearizable { .. } => "linearizable",
        Verdict::Not { .. } => "not linearizable",
        Verdict::Undecided { .. } => "undecided",
    }
}

/// n clients write at the same time; then somebody reads.
fn writes_at_once(n: u64, read: u64) -> History<Request, Reply> {
    let mut text = String::new();
    for client in 0..n {
        let _ = writeln!(text, "c{client} {client}..100 put x {client} -> ok");
    }
    history(&(text + &format!("r 200..210 get x -> {read}")))
}

mod predict {
    use super::*;
    use judge::predict::{AFTER_A_SILENCE, NEW_AND_OLD, NEW_THEN_OLD, TWO_WRITERS};

    #[test]
    fn the_prediction_is_what_the_judge_says() {
        check("order_of_invocation", |t| {
            let ours = [
                ("two writers", TWO_WRITERS),
                ("new, then old", NEW_THEN_OLD),
                ("new and old", NEW_AND_OLD),
                ("after a silence", AFTER_A_SILENCE),
            ];
            t.suspect_if(ours.iter().any(|(_, answer)| answer.is_empty()), "not_yet");
            for (case, answer) in ours {
                t.line(format!("{case}: {answer}"));
            }
            let expected =
                ["two writers: no", "new, then old: no", "new and old: yes", "after a silence: yes"];
            t.expect("judge", &expected);
        });
    }
}

mod real_time {
    use super::*;
    use judge::Done;
    use judge::step::{Step, candidates};

    /// Which operations may come next, when some are done, named by their clients.
    fn next(history: &History<Request, Reply>, already: &[usize]) -> String {
        let operations = history.operations();
        let steps: Vec<_> =
            operations.iter().enumerate().filter_map(|(id, operation)| Step::of(id, operation)).collect();
        let mut done = Done::none_of(steps.len());
        already.iter().for_each(|step| done.insert(*step));
        let next = candidates(&steps, &done);
        next.iter().map(|at| operations[steps[*at].id].client.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_what_nothing_precedes_may_come_next() {
        check("ignores_real_time", |t| {
            let staircase = history(
                "a 0..20 put x 1 -> ok\nb 10..30 put x 2 -> ok\nc 25..40 get x -> 2\nd 50..60 get x -> 2",
            );
            for done in [&[][..], &[0], &[1], &[0, 1], &[0, 1, 2], &[0, 1, 2, 3]] {
                t.line(format!("done {done:?}: {}", next(&staircase, done)).trim_end().to_owned());
            }
            t.suspect_if(["done []: a", "done []: b"].contains(&t.lines()[0].as_str()), "too_strict");
            let expected = [
                "done []: a b",
                "done [0]: b c",
                "done [1]: a",
                "done [0, 1]: c",
                "done [0, 1, 2]: d",
                "done [0, 1, 2, 3]:",
            ];
            t.expect("candidates", &expected);
        });
    }

    #[test]
    fn a_long_operation_leaves_room_for_many_short_ones() {
        check("too_strict", |t| {
            let long = history(
                "a 0..90 put x 1 -> ok\nb 10..20 get x -> none\nc 30..40 get x -> 1\nd 35..50 get x -> 1",
            );
            for done in [&[][..], &[1], &[1, 2], &[1, 2, 3], &[0, 1]] {
                t.line(format!("done {done:?}: {}", next(&long, done)));
            }
            t.suspect_if(t.lines()[0] == "done []: a b c d", "ignores_real_time");
            let expected = [
                "done []: a b",
                "done [1]: a c d",
                "done [1, 2]: a d",
                "done [1, 2, 3]: a",
                "done [0, 1]: c d",
            ];
            t.expect("candidates", &expected);
        });
    }
}

mod search {
    use super::*;

    #[test]
    fn one_process_is_linearizable_and_two_copies_are_not() {
        check("never_goes_back", |t| {
            for section in ["one process", "a copy that comes late", "two copies that cross"] {
                t.line(format!("{section}: {}", word(&judged(&of_the_beam(section)))));
            }
            t.suspect_if(!t.lines()[1].ends_with("not linearizable"), "reply_not_compared");
            let expected = [
                "one process: linearizable",
                "a copy that comes late: not linearizable",
                "two copies that cross: not linearizable",
            ];
            t.expect("verdicts", &expected);
        });
    }

    #[test]
    fn a_first_choice_that_was_wrong_is_taken_back() {
        check("never_goes_back", |t| {
            let cases = [
                (
                    "the later write first",
                    "a 0..50 put x 1 -> ok\nb 10..40 put x 2 -> ok\nc 60..70 get x -> 1",
                ),
                ("a read before the write", "a 0..50 put x 1 -> ok\nb 10..40 get x -> none"),
                (
                    "a swap before the write",
                    "a 0..50 put x 1 -> ok\nb 10..40 cas x none 2 -> true\nc 60..70 get x -> 1",
                ),
                ("both cannot be first", "a 0..50 cas x none 1 -> true\nb 10..40 cas x none 2 -> true"),
                (
                    "the new and then the old",
                    "a 0..90 put x 1 -> ok\nb 10..20 get x -> 1\nc 30..40 get x -> none",
                ),
            ];
            for (case, text) in cases {
                t.line(format!("{case}: {}", word(&judged(&history(text)))));
            }
            t.suspect_if(t.lines()[4].ends_with(": linearizable"), "reply_not_compared");
            // It goes back, and does not enter where the same steps were done in another order.
            let enters_again = t.lines()[0].ends_with(": linearizable");
            t.suspect_if(!enters_again && t.lines()[1].ends_with(": linearizable"), "memo_forgets_state");
            let expected = [
                "the later write first: linearizable",
                "a read before the write: linearizable",
                "a swap before the write: linearizable",
                "both cannot be first: not linearizable",
                "the new and then the old: not linearizable",
            ];
            t.expect("verdicts", &expected);
        });
    }

    #[test]
    fn the_order_that_is_handed_back_is_legal() {
        check("never_goes_back", |t| {
            let overlapping = history(
                "a 0..50 put x 1 -> ok\nb 10..40 put x 2 -> ok\nc 20..30 get x -> 2\nc 60..70 get x -> 1",
            );
            t.line(judged(&overlapping).told(&overlapping));
            t.expect("verdict", &["linearizable: b put x 2 | c get x: 2 | a put x 1 | c get x: 1"]);
        });
    }
}

mod memo {
    use super::*;

    #[test]
    fn the_same_position_is_entered_once() {
        check("no_memo", |t| {
            for n in [3, 5, 7] {
                let (verdict, positions) = check_counting(&writes_at_once(n, 99), &Register::default());
                t.line(format!(
                    "{n} writes at once, a wrong read: {}, {positions} positions",
                    word(&verdict)
                ));
            }
            let expected = [
                "3 writes at once, a wrong read: not linearizable, 13 positions",
                "5 writes at once, a wrong read: not linearizable, 81 positions",
                "7 writes at once, a wrong read: not linearizable, 449 positions",
            ];
            t.expect("positions", &expected);
        });
    }

    #[test]
    fn the_same_steps_with_another_state_are_another_position() {
        check("memo_forgets_state", |t| {
            for read in 0..4 {
                let verdict = judged(&writes_at_once(4, read));
                t.line(format!("4 writes at once, the read returns {read}: {}", word(&verdict)));
            }
            let all: Vec<String> = (0..4)
                .map(|read| format!("4 writes at once, the read returns {read}: linearizable"))
                .collect();
            t.expect("verdicts", &all);
        });
    }
}

mod unknown {
    use super::*;

    #[test]
    fn after_a_silence_anything_may_have_happened() {
        check("silence_means_no", |t| {
            let cases = [
                ("seen at once", "a 0.. put x 1 -> ?\nb 10..20 get x -> 1"),
                ("seen late", "a 0.. put x 1 -> ?\nb 10..20 get x -> none\nb 30..40 get x -> 1"),
                ("never seen", "a 0.. put x 1 -> ?\nb 10..20 get x -> none\na 30..40 get x -> none"),
                ("seen and gone", "a 0.. put x 1 -> ?\nb 10..20 get x -> 1\nb 30..40 get x -> none"),
                ("seen before it began", "b 0..5 get x -> 1\na 10.. put x 1 -> ?"),
            ];
            for (case, text) in cases {
                t.line(format!("{case}: {}", word(&judged(&history(text)))));
            }
            let expected = [
                "seen at once: linearizable",
                "seen late: linearizable",
                "never seen: linearizable",
                "seen and gone: not linearizable",
                "seen before it began: not linearizable",
            ];
            t.expect("verdicts", &expected);
        });
    }

    #[test]
    fn what_failed_has_not_happened() {
        check("refused_may_happen", |t| {
            let cases = [
                ("not seen", "a 0..5 put x 1 -> fail\nb 10..20 get x -> none"),
                ("seen all the same", "a 0..5 put x 1 -> fail\nb 10..20 get x -> 1"),
                ("seen while it was asked", "a 0..50 put x 1 -> fail\nb 10..20 get x -> 1"),
            ];
            for (case, text) in cases {
                t.line(format!("{case}: {}", word(&judged(&history(text)))));
            }
            let expected = [
                "not seen: linearizable",
                "seen all the same: not linearizable",
                "seen while it was asked: not linearizable",
            ];
            t.expect("verdicts", &expected);
        });
    }
}

mod per_key {
    use super::*;

    #[test]
    fn keys_know_nothing_of_each_other() {
        check("keys_mixed", |t| {
            let fine =
                "a 0..10 put x 1 -> ok\nb 20..30 get y -> none\nb 40..50 put y 2 -> ok\na 60..70 get x -> 1";
            t.line(judged(&history(fine)).told(&history(fine)));
            t.expect("verdict", &["linearizable: a put x 1 | b get y: none | b put y 2 | a get x: 1"]);
        });
    }

    #[test]
    fn the_key_that_is_wrong_is_named() {
        check("keys_mixed", |t| {
            let text =
                "a 0..10 put x 1 -> ok\na 20..30 put y 2 -> ok\nb 40..50 get x -> 1\nb 60..70 get y -> none";
            match judged(&history(text)) {
                Verdict::Not { key, misfit, .. } => t.line(format!("key {key}, operation {misfit}")),
                verdict => t.line(word(&verdict)),
            }
            t.expect("verdict", &["key y, operation 3"]);
        });
    }

    #[test]
    fn many_keys_are_cheap() {
        check("keys_mixed", |t| {
            let mut text = String::new();
            for client in 0..12 {
                let _ = writeln!(text, "c{client} {client}..100 put k{client} {client} -> ok");
            }
            let (verdict, positions) = check_counting(&history(&text), &Register::default());
            t.line(format!("{}, {positions} positions", word(&verdict)));
            t.expect("positions", &["linearizable, 24 positions"]);
        });
    }
}

mod misfit {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        judged(&history(text)).told(&history(text)).lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_longest_legal_order_is_kept() {
        check("not_the_longest", |t| {
            let stale = "a 0..10 put x 1 -> ok\na 20..50 put x 2 -> ok\nb 30..60 get x -> 2\nc 70..80 get x -> 1\n\
                c 90..95 get x -> 2";
            told(stale).into_iter().for_each(|line| t.line(line));
            let expected = [
                "not linearizable (x)",
                "legal so far: a put x 1 | a put x 2 | b get x: 2",
                "! `get x` of c returned 1, where only 2 would be right",
            ];
            t.expect("verdict", &expected);
        });
    }

    #[test]
    fn every_reply_that_would_be_right_is_told() {
        check("not_the_longest", |t| {
            let text = "a 0..50 put x 1 -> ok\nb 10..40 put x 2 -> ok\nc 60..70 get x -> none";
            told(text).into_iter().for_each(|line| t.line(line));
            let expected = [
                "not linearizable (x)",
                "legal so far: a put x 1 | b put x 2",
                "! `get x` of c returned none, where only 2 or 1 would be right",
            ];
            t.expect("verdict", &expected);
        });
    }
}
