//! Checks of `isolation`. Each step is a module, each claim a test.

use std::panic;
use std::sync::{Mutex, Once};
use std::time::Duration;

use harness::{World, check, sim};
use isolation::{Bank, FATAL, HalfDone, Keeper, Served, TOTAL, audit, handle, serve_each, serve_shared};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Keeps the crash that these checks plan out of the terminal and out of the report. Any other panic is told.
fn expect_the_crash() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let planned = format!("request {FATAL}:");
            if !info.payload_as_str().is_some_and(|text| text.starts_with(&planned)) {
                tell(info);
            }
        }));
    });
}

mod predict {
    use super::*;
    use isolation::predict::{EACH, LOCK, LOOP};

    /// The same accident under a lock, without the learner's code.
    fn without_an_answer_under_a_lock() -> usize {
        let bank = Mutex::new(Bank::default());
        let request = |n| {
            let transfer = || bank.lock().map(|mut bank| bank.transfer(n)).is_ok();
            std::thread::scope(|threads| threads.spawn(transfer).join()).unwrap_or(false)
        };
        (1..=1000).filter(|n| !request(*n)).count()
    }

    #[test]
    fn a_crash_costs_what_it_shares() {
        check("loop_thought_to_go_on", |t| {
            expect_the_crash();
            let lock = without_an_answer_under_a_lock();
            t.suspect_if(EACH != 1, "tasks_thought_to_share");
            t.suspect_if(LOOP == 951 && LOCK as usize != lock, "poison_forgotten");
            t.suspect_if([LOOP, LOCK, EACH].contains(&0), "not_yet");
            for (what, number) in [("loop", LOOP), ("each", EACH)] {
                t.line(format!("{what}: {number} without an answer"));
            }
            t.beam_section(BEAM, "predict");
            t.line(format!("lock: {LOCK} without an answer"));
            let lock = format!("lock: {lock} without an answer");
            t.expect("what Rust does", &[t.lines()[0].clone(), t.lines()[1].clone(), lock]);
        });
    }
}

mod locks {
    use super::*;

    /// Serves requests 1 to `n` in turn; counts those answered, crashed, refused.
    fn day(bank: &Mutex<Bank>, n: u32) -> [usize; 3] {
        let served: Vec<Served> = (1..=n).map(|n| serve_shared(bank, n)).collect();
        [Served::Answered, Served::Crashed, Served::Refused]
            .map(|what| served.iter().filter(|served| **served == what).count())
    }

    #[test]
    fn a_crash_under_the_lock_refuses_all_that_follow() {
        check("poison_is_ignored", |t| {
            expect_the_crash();
            let [answered, crashed, refused] = day(&Mutex::new(Bank::default()), 1000);
            t.suspect_if(crashed > 1, "one_crash_becomes_many");
            t.line(format!("{answered} answered, {crashed} crashed, {refused} refused"));
            t.expect("transcript", &["49 answered, 1 crashed, 950 refused"]);
        });
    }

    #[test]
    fn an_audit_says_when_the_sum_means_nothing() {
        check("poison_is_ignored", |t| {
            expect_the_crash();
            let bank = Mutex::new(Bank::default());
            for n in [49, 50, 51] {
                let _ = serve_shared(&bank, n);
                t.line(match audit(&bank) {
                    Ok(total) => format!("after {n}: {total} of {TOTAL}"),
                    Err(HalfDone) => format!("after {n}: half done"),
                });
            }
            let expected = ["after 49: 1000 of 1000", "after 50: half done", "after 51: half done"];
            t.expect("transcript", &expected);
        });
    }
}

mod tasks {
    use super::*;

    #[test]
    fn one_crash_costs_one_answer() {
        check("crash_not_told", |t| {
            expect_the_crash();
            // Named now, overruled below where the sign of another cause is there.
            t.suspect("crash_goes_up");
            let run = sim(1, |_: World| async { serve_each(1..=1000, handle).await });
            let outcome = run.finished();
            t.suspect("crash_not_told");
            t.suspect_if(outcome.answers.len() < 999, "stops_at_the_crash");
            t.line(format!("answered {}", outcome.answers.len()));
            for crash in &outcome.crashes {
                t.line(format!("crashed {}: {}", crash.request, crash.reason));
            }
            t.beam_section(BEAM, "each");
        });
    }

    #[test]
    fn a_thousand_requests_take_as_long_as_one() {
        check("one_after_the_other", |t| {
            expect_the_crash();
            t.suspect("crash_goes_up");
            let run = sim(1, |world: World| async move {
                serve_each(1..=1000, handle).await;
                world.elapsed()
            });
            let elapsed = run.finished();
            t.suspect("one_after_the_other");
            t.line(format!("all done after {} ms", elapsed.as_millis()));
            t.expect("transcript", &["all done after 10 ms"]);
        });
    }

    #[test]
    fn answers_stand_in_the_order_of_the_requests() {
        check("order_of_arrival", |t| {
            let later_first = |n: u32| async move {
                tokio::time::sleep(Duration::from_millis(u64::from(10 - n))).await;
                n
            };
            let outcome = sim(1, move |_: World| serve_each(1..=5, later_first)).finished();
            t.line(format!("{:?}", outcome.answers));
            t.expect("transcript", &["[1, 2, 3, 4, 5]"]);
        });
    }
}

mod owner {
    use super::*;

    async fn morning(world: World) {
        let mut keeper = Keeper::start();
        for n in 48..=52 {
            let said = match keeper.call(n).await {
                Ok(total) => format!("request {n}: total {total}, restarts {}", keeper.restarts()),
                Err(_) => format!("request {n}: crashed, restarts {}", keeper.restarts()),
            };
            world.say("client", said);
        }
    }

    #[test]
    fn the_next_request_meets_a_fresh_owner() {
        check("never_replaced", |t| {
            expect_the_crash();
            let run = sim(1, morning);
            let lines: Vec<String> = run.lines().collect();
            t.suspect_if(
                lines.iter().any(|line| line.contains("restarts 2")),
                "asks_the_fatal_request_again",
            );
            let crashes = lines.iter().filter(|line| line.contains("crashed")).count();
            t.suspect_if(crashes > 1, "never_replaced");
            t.run(run);
            t.beam_section(BEAM, "owner");
        });
    }

    #[test]
    fn the_caller_learns_why() {
        check("reason_lost", |t| {
            expect_the_crash();
            let crash = sim(1, |_: World| async { Keeper::start().call(FATAL).await.err() }).finished();
            t.line(
                crash.map_or("no crash".to_owned(), |crash| format!("{}: {}", crash.request, crash.reason)),
            );
            t.expect("transcript", &["50: request 50: no such account"]);
        });
    }
}
