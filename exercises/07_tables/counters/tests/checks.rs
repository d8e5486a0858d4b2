//! Checks of `counters`. Each step is a module, each claim a test.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use counters::{Decision, Limit, Limiter};
use harness::{Run, World, check, sim};
use process::{Config, Context, ExitReason, System};
use table::{Options, Process, Tables};
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const MINUTE: Duration = Duration::from_secs(60);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// So many hits in a minute.
fn limit(hits: usize) -> Limit {
    Limit { hits, window: MINUTE }
}

/// A decision as Elixir prints it.
fn shown(decision: Decision) -> String {
    match decision {
        Decision::Allow { left } => format!("{{:allow, {left}}}"),
        Decision::Wait(wait) => format!("{{:wait, {}}}", wait.as_millis()),
    }
}

/// What one hit is told.
fn told(limiter: &Limiter, me: &impl Process, user: &str, now: u64) -> String {
    limiter.hit(me, user, ms(now)).map_or_else(|error| error.to_string(), shown)
}

/// All rows of a limiter, in term order.
fn rows(limiter: &Limiter, me: &impl Process) -> Term {
    let mut rows = limiter.table().rows(me).unwrap_or_default();
    rows.sort();
    Term::list(rows)
}

/// Four threads begin together and do the same; the sum of what they say.
fn four(work: impl Fn() -> usize + Sync) -> usize {
    let begin = Barrier::new(4);
    std::thread::scope(|scope| {
        let run = || {
            begin.wait();
            work()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).sum()
    })
}

/// Runs `body` as the process `owner`.
fn owner<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(World, Context, Tables) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let (inside, tables) = (world.clone(), Tables::new(&system));
        let pid = system.spawn(|me| async move {
            me.register("owner").expect("the name is free");
            body(inside, me, tables).await;
        });
        if let ExitReason::Panic(message) = system.join(pid).await {
            panic!("{message}"); // a `todo!()` ends the process only; the check must end with it
        }
    })
}

/// The hits of the section `window`: user and time.
const HITS: [(&str, u64); 8] = [
    ("ann", 0),
    ("ann", 10_000),
    ("ann", 20_000),
    ("ann", 30_000),
    ("ann", 59_999),
    ("ann", 60_000),
    ("ann", 60_000),
    ("bob", 60_000),
];

mod predict {
    use super::*;
    use counters::predict::{AFTER_A_REFUSAL, AFTER_THE_LARGEST, BOTH_READ_FIRST, CAPPED, ROUND};

    /// The number that the transcript has after these words.
    fn recorded(words: &str) -> i64 {
        let rest =
            BEAM.lines().find_map(|line| line.strip_prefix(words)).expect("the transcript has this line");
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().expect("a number follows")
    }

    #[test]
    fn the_prediction_is_what_the_beam_counts() {
        check("operation_misjudged", |t| {
            let answers = [BOTH_READ_FIRST, CAPPED, ROUND, AFTER_A_REFUSAL, AFTER_THE_LARGEST];
            let words = [
                ("two read, then both write", "two read, then both write: [{\"ann\", "),
                ("add 1, above 3 take 3, five times", "add 1, above 3 take 3: [1, 2, 3, 3, "),
                ("add 1, above 3 take 0, five times", "add 1, above 3 take 0: [1, 2, 3, 0, "),
                ("two operations, the second fails", "then the row is [{:g, "),
                ("the largest and one more", "the largest and one more: "),
            ];
            let mut beam = Vec::new();
            for ((name, line), answer) in words.into_iter().zip(answers) {
                t.line(format!("{name}: {answer}"));
                beam.push(format!("{name}: {}", recorded(line)));
            }
            t.suspect_if(answers.contains(&-1), "not_yet");
            t.expect("beam.out", &beam);
        });
    }
}

mod limit {
    use super::*;
    use counters::hit_by_reading;
    use tokio::task::yield_now;

    #[test]
    fn the_windows_are_those_of_the_beam() {
        check("threshold_misused", |t| {
            t.run(owner(1, |world, me, tables| async move {
                let limiter = Limiter::new(&tables, &me, limit(3)).expect("the owner lives");
                for (user, now) in HITS {
                    let told = told(&limiter, &me, user, now);
                    world.say("owner", format!("at {now} ms, {user}: {told}"));
                }
                world.say("owner", format!("rows: {}", rows(&limiter, &me)));
            }));
            let waits = ["at 30000 ms, ann: {:wait, 30000}", "at 59999 ms, ann: {:wait, 1}"];
            let begins = ["at 60000 ms, ann: {:allow, 2}", "at 60000 ms, bob: {:allow, 2}"];
            let waited = t.lines()[3].contains(":wait") && t.lines()[4].contains(":wait");
            t.suspect_if(waited && t.lines()[3..5] != waits, "wait_misjudged");
            t.suspect_if([&*t.lines()[5], &*t.lines()[7]] != begins, "window_forgotten");
            t.suspect_if(
                !t.lines()[0].ends_with("{:allow, 2}") || t.lines()[2].contains(":wait"),
                "one_too_few",
            );
            t.beam_section(BEAM, "window");
        });
    }

    #[test]
    fn a_flood_does_not_open_the_door() {
        check("threshold_misused", |t| {
            t.run(owner(1, |world, me, tables| async move {
                let limiter = Limiter::new(&tables, &me, limit(3)).expect("the owner lives");
                let allowed = (0..100).filter(|_| told(&limiter, &me, "ann", 5).contains("allow")).count();
                world.say("owner", format!("{allowed} of 100 allowed, rows: {}", rows(&limiter, &me)));
            }));
            t.expect("transcript", &[r#"3 of 100 allowed, rows: [{{"ann", 0}, 4}]"#]);
        });
    }

    #[test]
    fn two_processes_share_the_limit_with_every_seed() {
        check("read_then_write", |t| {
            let mut too_many = 0;
            for seed in 1..=10 {
                let run = owner(seed, |world, mut me, tables| async move {
                    let limiter = Limiter::new(&tables, &me, limit(100)).expect("the owner lives");
                    let read = tables.create(&me, "read", Options::set().public()).expect("the owner lives");
                    let owner = me.pid();
                    for _ in 0..2 {
                        let (limiter, read) = (limiter.clone(), read.clone());
                        me.spawn_link(move |me| async move {
                            let (mut by_one, mut by_two) = (0, 0);
                            for _ in 0..100 {
                                by_one += usize::from(told(&limiter, &me, "ann", 5).contains("allow"));
                                let allowed = hit_by_reading(me.pid(), &read, &term!("ann"), 100).await;
                                by_two += usize::from(allowed == Ok(true));
                                yield_now().await;
                            }
                            me.send(owner, (by_one, by_two));
                        });
                    }
                    let (one, two): ((usize, usize), (usize, usize)) =
                        (me.receive().await, me.receive().await);
                    let by_two = one.1 + two.1;
                    let by_two =
                        if by_two > 100 { format!("{by_two}, too many") } else { by_two.to_string() };
                    world.say("owner", format!("{} of 200 allowed/{by_two}", one.0 + two.0));
                });
                for line in run.lines() {
                    let (by_one, by_two) = line.split_once('/').expect("two counts");
                    t.line(format!("seed {seed}: {by_one}"));
                    too_many += usize::from(by_two.ends_with("too many"));
                }
                run.finished();
            }
            t.line(format!("reading first lets too many in: with {too_many} of 10 seeds"));
            let mut expected: Vec<_> =
                (1..=10).map(|seed| format!("seed {seed}: 100 of 200 allowed")).collect();
            expected.push("reading first lets too many in: with 10 of 10 seeds".to_owned());
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn four_threads_share_the_limit() {
        check("read_then_write", |t| {
            t.run(owner(1, |world, me, tables| async move {
                let limiter = Limiter::new(&tables, &me, limit(50_000)).expect("the owner lives");
                let pid = me.pid();
                let allowed =
                    four(|| (0..25_000).filter(|_| told(&limiter, &pid, "ann", 5).contains("allow")).count());
                world.say("owner", format!("{allowed} of 100000 allowed, rows: {}", rows(&limiter, &me)));
            }));
            t.expect("transcript", &[r#"50000 of 100000 allowed, rows: [{{"ann", 0}, 50001}]"#]);
        });
    }
}

mod sweep {
    use super::*;

    #[test]
    fn old_windows_go_and_the_current_one_stays() {
        check("sweeps_nothing", |t| {
            t.run(owner(1, |world, me, tables| async move {
                let limiter = Limiter::new(&tables, &me, limit(3)).expect("the owner lives");
                for (user, now) in HITS {
                    let _ = told(&limiter, &me, user, now);
                }
                let swept = |now| limiter.sweep(&me, ms(now)).map_or(usize::MAX, |swept| swept);
                for now in [119_999, 120_000] {
                    let swept = swept(now);
                    let rows = rows(&limiter, &me);
                    world.say("owner", format!("at {now} ms: swept {swept}, rows: {rows}"));
                }
                world.say("owner", format!("at 120000 ms, ann: {}", told(&limiter, &me, "ann", 120_000)));
                world.say("owner", format!("at 120000 ms: swept {}", swept(120_000)));
            }));
            let current_gone = t.lines()[0] == "at 119999 ms: swept 3, rows: []";
            t.suspect_if(current_gone || t.lines()[3].ends_with("swept 1"), "sweeps_the_current");
            t.beam_section(BEAM, "sweep");
        });
    }

    #[test]
    fn a_sweep_lets_nobody_in() {
        check("sweeps_the_current", |t| {
            t.run(owner(1, |world, me, tables| async move {
                let limiter = Limiter::new(&tables, &me, limit(1)).expect("the owner lives");
                for now in [30_000, 59_999, 60_000] {
                    let _ = limiter.sweep(&me, ms(now));
                    let told = told(&limiter, &me, "ann", now);
                    world.say("owner", format!("swept, then at {now} ms, ann: {told}"));
                }
            }));
            let expected = [
                "swept, then at 30000 ms, ann: {:allow, 0}",
                "swept, then at 59999 ms, ann: {:wait, 1}",
                "swept, then at 60000 ms, ann: {:allow, 0}",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod slots {
    use super::*;
    use counters::{SlotError, Slots};

    /// A result as the script prints it.
    fn printed<T: ToString>(result: Result<T, SlotError>) -> String {
        result.map_or("badarg".to_owned(), |value| value.to_string())
    }

    #[test]
    fn slots_count_as_atomics_do() {
        check("read_then_write", |t| {
            let slots = Slots::new(2);
            t.line(format!("add: {}, the other: {}", printed(slots.add_get(1, 5)), printed(slots.get(2))));
            for new in [6, 7] {
                let done = slots.compare_exchange(1, 5, new).map(|done| match done {
                    Ok(()) => ":ok".to_owned(),
                    Err(there) => there.to_string(),
                });
                t.line(format!("if 5 then {new}: {}", printed(done)));
            }
            let _ = slots.put(2, u64::MAX);
            t.line(format!("the largest and one more: {}", printed(slots.add_get(2, 1))));
            t.line(format!("slot 0: {}, slot 3: {}", printed(slots.get(0)), printed(slots.get(3))));
            t.suspect_if(t.lines()[0].starts_with("add: 0,"), "old_value_told");
            t.beam_section(BEAM, "atomics");
        });
    }

    #[test]
    fn no_addition_is_lost_between_threads() {
        check("read_then_write", |t| {
            let slots = Slots::new(1);
            four(|| (0..1_000_000).filter(|_| slots.add_get(1, 1).is_ok()).count());
            t.line(format!("four threads add 1000000 times each: {}", printed(slots.get(1))));
            t.expect("transcript", &["four threads add 1000000 times each: 4000000"]);
        });
    }

    #[test]
    fn no_more_than_the_limit_are_taken() {
        check("read_then_write", |t| {
            let slots = Slots::new(1);
            t.line(format!("of 2: {:?} {:?} {:?}", slots.take(1, 2), slots.take(1, 2), slots.take(1, 2)));
            let slots = Slots::new(1);
            let taken = four(|| {
                let take = || slots.take(1, 1_000_000).is_ok_and(|left| left.is_some());
                (0..500_000).filter(|_| take()).count()
            });
            t.line(format!(
                "four threads take 500000 times each: {taken}, in the slot: {}",
                printed(slots.get(1))
            ));
            let expected = [
                "of 2: Ok(Some(1)) Ok(Some(0)) Ok(None)",
                "four threads take 500000 times each: 1000000, in the slot: 1000000",
            ];
            t.expect("transcript", &expected);
        });
    }
}
