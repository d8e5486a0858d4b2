//! Checks of `responsiveness`. Each step is a module, each claim a test. All times but those of `off_the_worker` are
//! virtual.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::time::Duration;

use harness::{World, check, sim};
use responsiveness::{
    Budget, CALL, Done, Job, Pool, REPORT, ROW, day, off_the_worker, percentile, place, report, work,
};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// How many calls a day has: more than a minute of them.
const CALLS: u32 = 700;

/// The check's own judgment of the calls, so that no step depends on the learner's `percentile` but its own.
fn p99_of_the_calls(day: &[Done]) -> u128 {
    let mut calls: Vec<u128> =
        day.iter().filter(|done| done.job == Job::Call).map(|done| done.latency.as_millis()).collect();
    calls.sort_unstable();
    calls[calls.len() * 99 / 100 - 1]
}

/// When the last report of the day was done, in seconds.
fn reports_done(day: &[Done]) -> f64 {
    let reports = day.iter().filter(|done| done.job == Job::Report);
    reports.map(|done| done.at.as_secs_f64()).fold(0.0, f64::max)
}

/// A day in which calls are work on the worker and a report is what `report` does.
fn day_beside<R>(reports: u32, report: impl Fn() -> R + 'static) -> Vec<Done>
where
    R: Future<Output = ()> + Send + 'static,
{
    sim(1, move |_: World| {
        day(CALLS, reports, move |job| {
            let report = report();
            async move {
                match job {
                    Job::Call => work(CALL),
                    Job::Report => report.await,
                }
            }
        })
    })
    .finished()
}

/// A report that never gives way.
async fn stubborn() {
    for _ in 0..60_000 {
        work(ROW);
    }
}

mod predict {
    use super::*;
    use responsiveness::predict::{ALONE_MS, BESIDE_MS, YIELDING_MS};

    /// The nearest of the round numbers that the question offers.
    fn about(ms: u128) -> u128 {
        [10_u128, 100, 1_000, 60_000]
            .into_iter()
            .min_by_key(|round| round.ilog2().abs_diff(ms.max(1).ilog2()))
            .unwrap_or(0)
    }

    #[test]
    fn the_calls_wait_as_long_as_predicted() {
        check("waits_for_one_row_only", |t| {
            t.suspect_if(about(BESIDE_MS.into()) == 60_000, "yielding_thought_to_end_the_report");
            t.suspect_if([ALONE_MS, BESIDE_MS, YIELDING_MS].contains(&0), "not_yet");
            for (what, ms) in [("alone", ALONE_MS), ("beside", BESIDE_MS), ("yielding", YIELDING_MS)] {
                t.line(format!("{what}: about {} ms", about(ms.into())));
            }
            let yielding = || async {
                for row in 1..=60_000 {
                    work(ROW);
                    if row % 10 == 0 {
                        tokio::task::yield_now().await;
                    }
                }
            };
            let days = [day_beside(0, stubborn), day_beside(1, stubborn), day_beside(1, yielding)];
            let measured = days.map(|day| about(p99_of_the_calls(&day)));
            let line = |(what, ms)| format!("{what}: about {ms} ms");
            let expected: Vec<_> =
                ["alone", "beside", "yielding"].into_iter().zip(measured).map(line).collect();
            t.expect("what the laboratory measures", &expected);
        });
    }
}

mod p99 {
    use super::*;

    fn ms(numbers: impl IntoIterator<Item = u64>) -> Vec<Duration> {
        numbers.into_iter().map(Duration::from_millis).collect()
    }

    #[test]
    fn one_slow_call_in_a_hundred_is_not_in_the_99th_percentile() {
        check("one_rank_off", |t| {
            let mut latencies = ms((1..=99).rev());
            latencies.push(Duration::from_secs(60));
            let got = |percent| percentile(&latencies, percent).map(|latency| latency.as_millis());
            let (p50, p99, p100) = (got(50), got(99), got(100));
            t.suspect_if(p99.is_some_and(|ms| (500..60_000).contains(&ms)), "mean_in_place_of_a_rank");
            t.suspect_if(p50 == Some(51) && p99.is_some_and(|ms| ms < 5), "not_sorted");
            t.suspect_if(p99 == Some(2) || p99 == Some(1), "not_sorted");
            for (name, value) in [("p50", p50), ("p99", p99), ("p100", p100)] {
                t.line(format!("{name}: {value:?}"));
            }
            t.expect("transcript", &["p50: Some(50)", "p99: Some(99)", "p100: Some(60000)"]);
        });
    }

    #[test]
    fn ranks_are_rounded_up() {
        check("one_rank_off", |t| {
            let three = ms([30, 10, 20]);
            for percent in [1, 33, 34, 67, 99] {
                t.line(format!(
                    "p{percent}: {:?}",
                    percentile(&three, percent).map(|latency| latency.as_millis())
                ));
            }
            t.line(format!("of no calls: {:?}", percentile(&[], 99)));
            t.snapshot("ranks", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

mod budget {
    use super::*;

    /// How often a future gives way before it is ready.
    async fn turns(future: impl Future<Output = ()>) -> u32 {
        let turns = Cell::new(0);
        let mut future = pin!(future);
        poll_fn(|cx| {
            let poll = future.as_mut().poll(cx);
            turns.set(turns.get() + u32::from(poll.is_pending()));
            poll
        })
        .await;
        turns.get()
    }

    #[test]
    fn a_turn_has_two_thousand_reductions() {
        check("budget_not_refilled", |t| {
            for (reductions, times) in [(1, 1_999), (1, 2_000), (200, 100), (1_500, 8), (9_000, 3)] {
                let spending = async move {
                    let mut budget = Budget::default();
                    for _ in 0..times {
                        budget.spend(reductions).await;
                    }
                };
                let turns = sim(1, move |_: World| turns(spending)).finished();
                t.suspect_if(reductions == 1 && times == 2_000 && turns == 0, "never_gives_way");
                t.line(format!("{times} times {reductions}: gives way {turns} times"));
            }
            t.snapshot("turns", env!("CARGO_MANIFEST_DIR"));
        });
    }

    #[test]
    fn calls_are_answered_beside_a_report() {
        check("never_gives_way", |t| {
            let day = day_beside(1, || report(200_000));
            let end = day.iter().find(|done| done.job == Job::Report).map(|done| done.at);
            let calls = day.iter().filter(|done| done.job == Job::Call).take(100);
            let answered = calls.filter(|call| Some(call.at) < end).count();
            t.line(format!("answered {answered} of 100 beside a loop that never ends"));
            t.beam_section(BEAM, "answered");
        });
    }

    #[test]
    fn calls_wait_for_one_turn_at_most() {
        check("never_gives_way", |t| {
            let day = day_beside(1, || report(60_000));
            let p99 = p99_of_the_calls(&day);
            t.figure("p99 of the calls beside a yielding report", p99 as f64, "ms");
            t.suspect_if(p99 <= 20, "waits_in_place_of_giving_way");
            t.line(format!("p99 {p99} ms, report done after {:.0} s", reports_done(&day)));
            t.expect("transcript", &["p99 19 ms, report done after 68 s"]);
        });
    }
}

mod pool {
    use super::*;

    #[test]
    fn blocking_work_runs_on_another_thread() {
        check("still_on_the_worker", |t| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            let worker = std::thread::current().id();
            let elsewhere = runtime.block_on(off_the_worker(move || std::thread::current().id() != worker));
            t.line(format!("on another thread: {elsewhere:?}"));
            t.expect("transcript", &["on another thread: Ok(true)"]);
        });
    }

    #[test]
    fn a_panic_on_the_pool_is_told() {
        check("panic_on_the_pool_is_lost", |t| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            // Unwinds without the panic hook: nothing is printed, the pool still catches it.
            let crash = || -> u32 { std::panic::resume_unwind(Box::new("bad file")) };
            t.suspect("panic_on_the_pool_is_lost"); // also when the panic comes out again
            let told = runtime.block_on(off_the_worker(crash)).is_err_and(|error| error.contains("bad file"));
            t.line(format!("the caller is told: {told}"));
            t.expect("transcript", &["the caller is told: true"]);
        });
    }

    #[test]
    fn calls_do_not_notice_reports_on_the_pool() {
        check("still_on_the_worker", |t| {
            let pool = Pool::with_threads(2);
            let day = sim(1, move |_: World| {
                day(CALLS, 3, move |job| {
                    let pool = pool.clone();
                    async move { place(job, &pool).await }
                })
            })
            .finished();
            let slow = p99_of_the_calls(&day);
            let line = format!("p99 {slow} ms, three reports done after {:.0} s", reports_done(&day));
            t.figure("p99 of the calls beside reports on the pool", slow as f64, "ms");
            t.suspect_if(slow > 20 && reports_done(&day) < 122.0, "everything_on_the_pool");
            t.line(line);
            t.expect("transcript", &["p99 10 ms, three reports done after 121 s"]);
        });
    }

    #[test]
    fn the_table_of_the_day() {
        check("still_on_the_worker", |t| {
            let pool = Pool::with_threads(2);
            let placed = sim(1, move |_: World| {
                day(CALLS, 1, move |job| {
                    let pool = pool.clone();
                    async move { place(job, &pool).await }
                })
            })
            .finished();
            let days = [
                ("no report", day_beside(0, stubborn)),
                ("report in one go", day_beside(1, stubborn)),
                ("report with a budget", day_beside(1, || report(60_000))),
                ("report on the pool", placed),
            ];
            for (what, day) in days {
                let latencies: Vec<Duration> =
                    day.iter().filter(|done| done.job == Job::Call).map(|done| done.latency).collect();
                let ms = |percent| percentile(&latencies, percent).unwrap_or_default().as_millis();
                t.line(format!(
                    "{what:<20} | p50 {:>5} ms | p99 {:>5} ms | worst {:>5} ms | report done {:>4.1} s",
                    ms(50),
                    ms(99),
                    ms(100),
                    reports_done(&day)
                ));
            }
            assert_eq!(REPORT, 60_000 * ROW, "both ways to do a report are the same work");
            t.snapshot("table_of_the_day", env!("CARGO_MANIFEST_DIR"));
        });
    }
}
