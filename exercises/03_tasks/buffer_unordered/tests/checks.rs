//! Checks of `buffer_unordered`. Each step is a module, each claim a test.
//!
//! The world of the harness runs inside a tokio runtime whose clock stands still while anything can run: tasks of
//! a `JoinSet` run there too, and a second costs nothing.

use std::cell::Cell;
use std::future::Future;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use buffer_unordered::{Failure, as_they_come, each_within, for_each, in_order, tasks};
use futures_util::stream::{self, StreamExt};
use harness::{Run, World, check, sim};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// One unit of time.
const SECOND: Duration = Duration::from_secs(1);

/// Runs `body` in a fresh world.
fn run<F, Fut>(body: F) -> Run<()>
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    sim(1, body)
}

/// A job of so many seconds.
async fn work(seconds: u32) -> u32 {
    sleep(SECOND * seconds).await;
    seconds
}

/// A job that may fail.
async fn fetch(seconds: u32) -> Result<u32, &'static str> {
    match seconds {
        3 => Err("not_found"),
        seconds => Ok(work(seconds).await),
    }
}

/// A panic that nothing prints; it stands for `exit(:boom)`.
fn boom<T>() -> T {
    resume_unwind(Box::new("boom"))
}

/// Results in a word each.
fn shown(results: &[Result<u32, Failure<&str>>]) -> String {
    let one = |result: &Result<u32, Failure<&str>>| match result {
        Ok(value) => format!("ok {value}"),
        Err(failure) => failure.to_string(),
    };
    results.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// How many jobs are at work; each holds one, and gives it back however it ends.
#[derive(Clone, Default)]
struct AtWork(Arc<()>);

impl AtWork {
    fn count(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }
}

mod predict {
    use super::*;
    use buffer_unordered::predict::{BUFFER_UNORDERED, BUFFERED, HANDLE_DROPPED, NOT_ASKED, SET_DROPPED};

    /// What happens, found out by letting it happen.
    async fn experiment(world: &World) -> [String; 5] {
        // ANCHOR: time
        let start = world.elapsed();
        let _: Vec<u32> = stream::iter([4, 1, 2]).map(work).buffered(2).collect().await;
        let buffered = (world.elapsed() - start).as_secs();
        let start = world.elapsed();
        let _: Vec<u32> = stream::iter([4, 1, 2]).map(work).buffer_unordered(2).collect().await;
        let unordered = (world.elapsed() - start).as_secs();
        // ANCHOR_END: time

        let goes_on = |at_work: &AtWork| if at_work.count() == 0 { "stops" } else { "runs on" };
        let at_work = AtWork::default();
        let inside = at_work.clone();
        drop(tokio::spawn(async move { (work(1).await, inside) }));
        tokio::task::yield_now().await;
        let handle = goes_on(&at_work);
        let at_work = AtWork::default();
        let inside = at_work.clone();
        let mut set = JoinSet::new();
        set.spawn(async move { (work(1).await, inside) });
        tokio::task::yield_now().await;
        drop(set);
        tokio::task::yield_now().await;
        let set = goes_on(&at_work);

        // ANCHOR: not_asked
        let stages = Cell::new(0);
        let staged = |n| {
            let stages = &stages;
            async move {
                for _ in 0..n {
                    sleep(SECOND).await;
                    stages.set(stages.get() + 1);
                }
            }
        };
        let mut jobs = pin!(stream::iter([1, 5, 5]).map(staged).buffer_unordered(3));
        jobs.next().await;
        let before = stages.get();
        sleep(SECOND * 3600).await;
        let not_asked = if stages.get() == before { "stand still" } else { "go on" };
        // ANCHOR_END: not_asked
        [buffered.to_string(), unordered.to_string(), handle.into(), set.into(), not_asked.into()]
    }

    #[test]
    fn the_prediction_is_what_the_crates_do() {
        check("predicts_wrong_end", |t| {
            let run = sim(1, |world| async move { experiment(&world).await });
            let found = run.finished();
            let ours = [
                BUFFERED.to_string(),
                BUFFER_UNORDERED.to_string(),
                HANDLE_DROPPED.to_owned(),
                SET_DROPPED.to_owned(),
                NOT_ASKED.to_owned(),
            ];
            t.suspect_if(ours[4] != found[4], "predicts_work_unasked");
            t.suspect_if(ours[..2] != found[..2], "predicts_no_blocked_head");
            t.suspect_if(ours.iter().any(|ours| ours.is_empty() || ours == "0"), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("what happens", &found);
        });
    }
}

mod in_order {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items_and_only_two_work_at_once() {
        check("order_of_finish", |t| {
            t.run(run(|world| async move {
                let (at_work, most) = (AtWork::default(), Cell::new(0));
                let counted = |seconds| {
                    let (mine, at_work, most) = (at_work.clone(), &at_work, &most);
                    async move {
                        most.set(most.get().max(at_work.count()));
                        (work(seconds).await, mine).0
                    }
                };
                // `most` is borrowed: jobs of one task may do that.
                let results = super::in_order(vec![4, 1, 2], 2, counted).await;
                world.say("caller", format!("results: {results:?}"));
                world.say("caller", format!("at once: {}", most.get()));
            }));
            t.suspect_if(t.lines().get(1).is_some_and(|line| line == "at once: 1"), "one_after_another");
            t.suspect_if(t.lines().get(1).is_some_and(|line| line == "at once: 3"), "all_at_once");
            t.beam_section(BEAM, "in_order");
        });
    }

    #[test]
    fn ten_jobs_of_a_second_five_at_a_time_take_two_seconds() {
        check("one_after_another", |t| {
            t.run(run(|world| async move {
                super::in_order(vec![1; 10], 5, work).await;
                world.say("caller", format!("{} s", world.elapsed().as_secs()));
            }));
            t.suspect_if(t.lines()[0] == "1 s", "all_at_once");
            t.expect("transcript", &["2 s"]);
        });
    }
}

mod as_they_come {
    use super::*;

    #[test]
    fn who_is_ready_first_comes_first() {
        check("keeps_the_order", |t| {
            t.run(run(|world| async move {
                let results: Vec<u32> = super::as_they_come(vec![4, 1, 2], 2, work).collect().await;
                world.say("caller", format!("results: {results:?}"));
            }));
            t.beam_section(BEAM, "as_they_come");
        });
    }

    #[test]
    fn each_result_comes_at_its_time_and_the_rest_can_be_dropped() {
        check("keeps_the_order", |t| {
            t.run(run(|world| async move {
                let at_work = AtWork::default();
                {
                    let job = |seconds| {
                        let mine = at_work.clone();
                        async move { (work(seconds).await, mine).0 }
                    };
                    let mut results = pin!(super::as_they_come(vec![8, 2, 1, 9], 3, job));
                    for _ in 0..2 {
                        let seconds = results.next().await;
                        let when = world.elapsed().as_secs();
                        world.say("caller", format!("{seconds:?} at {when} s"));
                    }
                    world.say("caller", format!("enough; at work: {}", at_work.count()));
                }
                world.say("caller", format!("dropped; at work: {}", at_work.count()));
            }));
            // The place of a job that is done is free; the next job begins when the next result is asked for.
            let expected = ["Some(1) at 1 s", "Some(2) at 2 s", "enough; at work: 2", "dropped; at work: 0"];
            t.expect("transcript", &expected);
        });
    }
}

mod each_within {
    use super::*;

    #[test]
    fn an_error_or_a_late_job_spoils_nobody_else() {
        check("first_failure_ends_all", |t| {
            t.run(run(|world| async move {
                let results = super::each_within(vec![1, 8, 3, 2], 4, SECOND * 4, fetch).await;
                world.say("caller", format!("limit 4: {}", shown(&results)));
                let results = super::each_within(vec![2, 2, 2], 1, SECOND * 4, fetch).await;
                world.say("caller", format!("one at a time: {}", shown(&results)));
            }));
            let queue = t.lines().get(1).is_some_and(|line| line.contains("late"));
            t.suspect_if(queue, "clock_starts_in_the_queue");
            t.beam_section(BEAM, "each_within");
        });
    }

    #[test]
    fn a_job_that_is_late_does_no_more_work() {
        check("first_failure_ends_all", |t| {
            t.run(run(|world| async move {
                let at_work = AtWork::default();
                let job = |seconds| {
                    let mine = at_work.clone();
                    async move { (fetch(seconds).await, mine).0 }
                };
                let results = super::each_within(vec![8, 1], 2, SECOND * 2, job).await;
                let (when, left) = (world.elapsed().as_secs(), at_work.count());
                world.say("caller", format!("{} at {when} s; at work: {left}", shown(&results)));
            }));
            t.expect("transcript", &["late, ok 1 at 2 s; at work: 0"]);
        });
    }
}

mod tasks {
    use super::*;

    #[test]
    fn a_crash_is_told_and_the_others_go_on() {
        check("panic_spreads", |t| {
            t.run(run(|world| async move {
                let risky = |n: u32| async move { if n == 2 { boom() } else { fetch(n * 4).await } };
                let together = tokio::spawn(super::in_order(vec![1, 2, 3], 3, risky)).await;
                let panic = together.expect_err("jobs of one task have one fate").into_panic();
                let message = panic.downcast_ref::<&str>().expect("the panic's message");
                world.say("caller", format!("linked jobs: the caller ends with :{message}"));
                let risky =
                    |n: u32| async move { if n == 2 { boom() } else { Ok::<_, &str>(work(n).await) } };
                let alone = tokio::spawn(super::tasks(vec![1, 2, 3], 3, SECOND * 9, risky)).await;
                let alone = alone.map_or_else(|_| "a crash".to_owned(), |results| shown(&results));
                world.say("caller", format!("jobs of their own: {alone}"));
            }));
            let alone = t.lines().get(1).cloned().unwrap_or_default();
            t.suspect_if(alone.contains("ok 3"), "crash_without_place");
            t.beam_section(BEAM, "crash");
        });
    }

    #[test]
    fn results_stand_in_order_and_nobody_waits_for_the_first() {
        check("crash_without_place", |t| {
            t.run(run(|world| async move {
                let results = super::tasks(vec![4, 1, 2], 2, SECOND * 9, fetch).await;
                let took = world.elapsed().as_secs();
                assert_eq!(shown(&results), "ok 4, ok 1, ok 2", "the order of the items");
                world.say("caller", format!("ordered, two at once: the time of {took}"));
            }));
            t.suspect("all_at_once");
            t.beam_section(BEAM, "time");
        });
    }

    #[test]
    fn a_task_that_is_late_is_late_alone() {
        check("clock_starts_in_the_queue", |t| {
            t.run(run(|world| async move {
                let results = super::tasks(vec![1, 8, 3, 2], 4, SECOND * 4, fetch).await;
                world.say("caller", format!("limit 4: {}", shown(&results)));
                let results = super::tasks(vec![2, 2, 2], 1, SECOND * 4, fetch).await;
                world.say("caller", format!("one at a time: {}", shown(&results)));
            }));
            t.beam_section(BEAM, "each_within");
        });
    }

    #[test]
    fn who_gives_up_stops_the_jobs() {
        check("tasks_left_running", |t| {
            t.run(run(|world| async move {
                let at_work = AtWork::default();
                let job = |seconds| {
                    let mine = at_work.clone();
                    async move { (fetch(seconds).await, mine).0 }
                };
                let all = super::tasks(vec![7, 8, 9], 3, SECOND * 60, job);
                let given_up = tokio::time::timeout(SECOND, all).await;
                assert!(given_up.is_err(), "the jobs take longer than a second");
                sleep(SECOND).await;
                world.say("caller", format!("the caller is gone; jobs at work: {}", at_work.count()));
            }));
            t.beam_section(BEAM, "given_up");
        });
    }
}

mod slow_consumer {
    use super::*;

    /// A job that waits several times.
    async fn staged(stages: u32) -> u32 {
        for _ in 0..stages {
            sleep(SECOND).await;
        }
        stages
    }

    #[test]
    fn jobs_go_on_while_a_result_is_handled() {
        check("jobs_stand_still", |t| {
            t.run(run(|world| async move {
                super::for_each(vec![1, 2, 3], 3, staged, async |_| sleep(SECOND * 3).await).await;
                let took = world.elapsed().as_secs();
                let jobs = "jobs of 1, 2 and 3 stages, 3 for each result";
                world.say("caller", format!("{jobs}: the time of {took}"));
            }));
            t.beam_section(BEAM, "slow_consumer");
        });
    }

    #[test]
    fn a_free_place_is_taken_before_the_result_is_handled() {
        check("jobs_stand_still", |t| {
            t.run(run(|world| async move {
                let (clock, said) = (world.clone(), world.clone());
                let job = move |n: u32| {
                    let said = clock.clone();
                    async move {
                        said.say("job", format!("{n} begins at {} s", said.elapsed().as_secs()));
                        work(n).await
                    }
                };
                super::for_each(vec![1, 2, 3], 2, job, async |result| {
                    let n = result.expect("no job crashes");
                    said.say("caller", format!("{n} at {} s", said.elapsed().as_secs()));
                    sleep(SECOND * 3).await;
                })
                .await;
            }));
            let begins = |n: u32| t.lines().iter().any(|line| *line == format!("{n} begins at 0 s"));
            t.suspect_if(begins(3), "all_at_once");
            t.suspect_if(!begins(2), "one_after_another");
            let expected =
                ["1 begins at 0 s", "2 begins at 0 s", "1 at 1 s", "3 begins at 1 s", "2 at 4 s", "3 at 7 s"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_crash_is_handed_to_the_consumer_like_a_result() {
        check("panic_spreads", |t| {
            t.run(run(|world| async move {
                let risky = |n: u32| async move { if n == 2 { boom() } else { work(n).await } };
                super::for_each(vec![1, 2, 3], 3, risky, async |result| {
                    let line = match result {
                        Ok(n) => format!("ok {n}"),
                        Err(error) => format!("panic: {}", error.is_panic()),
                    };
                    world.say("caller", line);
                })
                .await;
            }));
            t.expect("transcript", &["panic: true", "ok 1", "ok 3"]);
        });
    }
}
