//! Checks of `parallel_map`. Each step is a module, each claim a test.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use harness::{Kind, Run, World, check, sim};
use parallel_map::{Failure, map, map_within};
use process::{Config, Context, ExitReason, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);

/// Runs `body` as the process `caller` and waits for its end; hands back why it ended.
fn caller<F, Fut>(body: F) -> Run<ExitReason>
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let pid = system.spawn(|me| async move {
            me.register("caller").expect("the name is free");
            body(inside, me).await;
        });
        let reason = system.join(pid).await;
        if let ExitReason::Panic(message) = &reason {
            // A `todo!()` ends the process only; the check must end with it.
            assert!(!message.starts_with("not yet implemented"), "{message}");
        }
        reason
    })
}

/// Results as Elixir prints them; a panic stands for `exit(:boom)`.
fn shown(results: &[Result<u64, Failure>]) -> String {
    let one = |result: &Result<u64, Failure>| match result {
        Ok(value) => format!("ok: {value}"),
        Err(Failure::Crashed(ExitReason::Panic(message))) => format!("error: :{message}"),
        Err(failure) => format!("error: {failure}"),
    };
    format!("[{}]", results.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// What a worker does to crash: a panic that nothing prints.
fn crash() -> u64 {
    resume_unwind(Box::new("boom"))
}

mod side_by_side {
    use super::*;

    #[test]
    fn three_seconds_of_work_take_one() {
        check("one_after_another", |t| {
            let run = caller(|world, mut me| async move {
                let slow = |n: u64| async move {
                    sleep(SECOND).await;
                    n * n
                };
                let mut squares = Vec::new();
                for n in 1..=3 {
                    squares.push(slow(n).await);
                }
                world.say(
                    "caller",
                    format!("one after another, {} s: {squares:?}", world.elapsed().as_secs()),
                );
                let before = world.elapsed();
                let mut squares = map(&mut me, vec![1, 2, 3], slow).await;
                squares.sort_by_key(|square| square.clone().ok()); // in which order they come is the next step
                let took = (world.elapsed() - before).as_secs();
                world.say("caller", format!("side by side, {took} s: {}", shown(&squares)));
            });
            t.run(run);
            t.beam_section(BEAM, "three_in_one");
        });
    }

    #[test]
    fn each_item_has_a_process_of_its_own() {
        check("not_a_process_each", |t| {
            let run = caller(|_, mut me| async move {
                map(&mut me, vec![1, 2, 3, 4], |n: u64| async move { n }).await;
            });
            let children = |run: &Run<ExitReason>| {
                let spawned = run.events.iter().filter(|event| matches!(event.kind, Kind::Spawn { .. }));
                spawned.filter(|event| event.process == "caller").count()
            };
            t.line(format!("4 items, {} processes", children(&run)));
            t.expect("transcript", &["4 items, 4 processes"]);
        });
    }
}

mod order {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        check("order_of_finish", |t| {
            let run = caller(|world, mut me| async move {
                let clock = world.clone();
                let finish = move |ms: u64| {
                    let world = clock.clone();
                    async move {
                        sleep(Duration::from_millis(ms)).await;
                        world.say("worker", format!("{ms}"));
                        ms
                    }
                };
                let results = map(&mut me, vec![300, 200, 100], finish).await;
                world.say("caller", shown(&results));
            });
            t.suspect_if(run.is_deadlock(), "other_letters_lost");
            let lines: Vec<String> = run.lines().collect();
            run.finished();
            if let [finished @ .., results] = &lines[..] {
                t.line(format!("results: {results}"));
                t.line(format!("finished: [{}]", finished.join(", ")));
            }
            t.beam_section(BEAM, "order_of_results");
        });
    }

    #[test]
    fn letters_of_others_stay_in_the_mailbox() {
        check("other_letters_lost", |t| {
            let run = caller(|world, mut me| async move {
                me.send(me.pid(), "a letter from before");
                let results = map(&mut me, vec![1, 2], |n: u64| async move { n }).await;
                world.say("caller", shown(&results));
                let letter = me.receive_timeout::<&str>(Duration::ZERO).await;
                world.say("caller", letter.unwrap_or("nothing"));
            });
            t.run(run);
            t.expect("transcript", &["[ok: 1, ok: 2]", "a letter from before"]);
        });
    }
}

mod crash {
    use super::*;

    async fn risky(n: u64) -> u64 {
        if n == 2 { crash() } else { n * n }
    }

    #[test]
    fn a_crash_is_told_and_takes_nobody_along() {
        check("dies_with_worker", |t| {
            t.suspect("crash_hangs");
            let run = caller(|world, mut me| async move {
                let results = map(&mut me, vec![1, 2, 3], risky).await;
                world.say("caller", shown(&results));
            });
            let lines: Vec<String> = run.lines().collect();
            let reason = run.finished();
            t.suspect_if(lines.first().is_some_and(|line| !line.contains("ok: 9")), "one_crash_spoils_all");
            t.suspect_if(reason != ExitReason::Normal, "dies_with_worker");
            for line in lines {
                t.line(line);
            }
            t.line(format!("the caller ended: {reason}"));
            t.expect("transcript", &["[ok: 1, error: :boom, ok: 9]", "the caller ended: normal"]);
        });
    }

    #[test]
    fn nothing_is_left_in_the_mailbox() {
        check("down_left_behind", |t| {
            let run = caller(|world, mut me| async move {
                let results = map(&mut me, vec![1, 2, 3], risky).await;
                world.settle().await;
                world.say("caller", shown(&results));
                let mut left = Vec::new();
                while let Some(letter) = me.receive_where_timeout(Duration::ZERO, |_| true).await {
                    left.push(format!("{letter:?}"));
                }
                world.say("caller", format!("left in the mailbox: [{}]", left.join(", ")));
            });
            t.run(run);
            t.beam_section(BEAM, "crash");
        });
    }
}

mod late {
    use super::*;

    /// The number, after so many seconds.
    async fn wait((seconds, value): (u64, u64)) -> u64 {
        sleep(SECOND * u32::try_from(seconds).expect("a few seconds")).await;
        value
    }

    #[test]
    fn the_limit_is_for_the_whole_map() {
        check("limit_per_item", |t| {
            let run = caller(|world, mut me| async move {
                let results = map_within(&mut me, vec![(0, 1), (10, 2), (10, 3)], SECOND, wait).await;
                world.say("caller", format!("{} s: {}", world.elapsed().as_secs(), shown(&results)));
            });
            t.run(run);
            let late = "error: the worker was not ready in time";
            t.expect("transcript", &[format!("1 s: [ok: 1, {late}, {late}]")]);
        });
    }

    #[test]
    fn who_is_late_is_stopped() {
        check("worker_left_running", |t| {
            let run = caller(|world, mut me| async move {
                map_within(&mut me, vec![(10, 1), (10, 2)], SECOND, wait).await;
                world.settle().await;
                let others = me.system().process_count() - 1;
                world.say("caller", format!("{others} workers left"));
            });
            t.run(run);
            t.expect("transcript", &["0 workers left"]);
        });
    }

    #[test]
    fn late_results_never_reach_the_next_map() {
        check("late_result_mixed_in", |t| {
            let run = caller(|world, mut me| async move {
                let first = map_within(&mut me, vec![(0, 1), (2, 2)], SECOND, wait).await;
                world.say(
                    "caller",
                    format!("first map: {} in time", first.iter().filter(|r| r.is_ok()).count()),
                );
                sleep(SECOND * 5).await;
                let second = map_within(&mut me, vec![(0, 3), (0, 4)], SECOND, wait).await;
                world.say("caller", format!("second map: {}", shown(&second)));
            });
            t.run(run);
            t.expect("transcript", &["first map: 1 in time", "second map: [ok: 3, ok: 4]"]);
        });
    }

    #[test]
    fn no_letter_of_a_job_given_up_is_left() {
        check("late_left_behind", |t| {
            for ready_at in [999, 1000, 1001, 5000] {
                let run = caller(move |world, mut me| async move {
                    let work = |ms| async move {
                        sleep(Duration::from_millis(ms)).await;
                        ms
                    };
                    map_within(&mut me, vec![1_u64, ready_at], SECOND, work).await;
                    sleep(SECOND * 10).await;
                    world.say("caller", format!("{} letters left", me.message_queue_len()));
                });
                t.run(run);
            }
            t.expect("transcript", &["0 letters left"; 4]);
        });
    }
}
