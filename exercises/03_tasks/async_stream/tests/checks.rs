//! Checks of `async_stream`. Each step is a module, each claim a test.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::future::Future;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_stream::{AsyncStream, OnTimeout, Options, Order, async_stream, async_stream_nolink};
use harness::{Kind, Run, World, check, sim};
use process::{Config, Context, Envelope, ExitReason, Message, System, TrapExit};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const TWO: Options = Options {
    max_concurrency: 2,
    order: Order::OfItems,
    timeout: Duration::from_secs(5),
    on_timeout: OnTimeout::Exit,
};

/// Runs `body` as the process `caller` and hands back how it ended for it.
fn caller<F, Fut>(body: F) -> Run<String>
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        fate(&system, "caller", |me| body(world, me)).await
    })
}

/// Runs `body` as a process of this name and says how it ended for it.
async fn fate<F, Fut>(system: &System, name: &str, body: F) -> String
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let pid = system.spawn(body);
    system.register(name, pid).expect("the name is free");
    match system.join(pid).await {
        ExitReason::Normal => "lives".to_owned(),
        ExitReason::Panic(message) if &*message == "boom" => "dies boom".to_owned(),
        // A `todo!()` ends the process only; the check must end with it.
        ExitReason::Panic(message) => panic!("{message}"),
        reason => format!("dies {reason}"),
    }
}

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Takes so many milliseconds, and says how many.
async fn nap(milliseconds: u64) -> u64 {
    sleep(ms(milliseconds)).await;
    milliseconds
}

/// Crashes on the second item, with a panic that nothing prints. It stands for `exit(:boom)`.
async fn risky(n: u64) -> u64 {
    if n == 2 { resume_unwind(Box::new("boom")) } else { n }
}

/// All results, as Elixir prints them.
async fn all<I, W, Fut, T>(stream: &mut AsyncStream<I, W, T>, me: &mut Context) -> String
where
    I: Iterator,
    W: FnMut(I::Item) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
    T: Message,
{
    let mut results = Vec::new();
    while let Some(result) = stream.next(me).await {
        results.push(shown(&result));
    }
    format!("[{}]", results.join(", "))
}

fn shown<T: Debug>(result: &Result<T, ExitReason>) -> String {
    match result {
        Ok(value) => format!("ok: {value:?}"),
        Err(reason) => format!("exit: :{reason}").replace("panic: ", ""),
    }
}

/// What lies in the mailbox.
async fn left(me: &mut Context) -> String {
    let mut letters = Vec::new();
    let look = |letter: &Envelope| {
        letters.push(format!("{letter:?}"));
        false
    };
    me.receive_where_timeout(Duration::ZERO, look).await;
    format!("left: [{}]", letters.join(", "))
}

/// How many processes that the caller started were alive at once, as the trace has it.
fn most_at_once<T>(run: &Run<T>) -> usize {
    let (mut alive, mut most) = (BTreeSet::new(), 0);
    for event in &run.events {
        match &event.kind {
            Kind::Spawn { child } if event.process == "caller" => _ = alive.insert(child.clone()),
            Kind::Exit { .. } => _ = alive.remove(&event.process),
            _ => {}
        }
        most = most.max(alive.len());
    }
    most
}

const JOBS: [(&str, u64); 6] = [("a", 700), ("b", 200), ("c", 200), ("d", 200), ("e", 200), ("f", 200)];

async fn job((name, milliseconds): (&'static str, u64)) -> &'static str {
    nap(milliseconds).await;
    name
}

mod bounded {
    use super::*;

    #[test]
    fn no_more_than_allowed_are_at_work() {
        check("unbounded", |t| {
            t.suspect("unbounded");
            let run = caller(|world, mut me| async move {
                let at_work = Arc::new(AtomicUsize::new(0));
                let count = |_| {
                    let at_work = Arc::clone(&at_work);
                    async move {
                        at_work.fetch_add(1, Ordering::SeqCst);
                        sleep(ms(200)).await;
                        let at_once = at_work.load(Ordering::SeqCst);
                        sleep(ms(200)).await;
                        at_work.fetch_sub(1, Ordering::SeqCst);
                        at_once
                    }
                };
                let mut results = Vec::new();
                let mut stream = async_stream(1..=6, TWO, count);
                while let Some(Ok(at_once)) = stream.next(&mut me).await {
                    results.push(at_once);
                }
                let (count, most) = (results.len(), results.into_iter().max().unwrap_or(0));
                let count = if count == 6 { "six".to_owned() } else { count.to_string() };
                let rounds = world.elapsed().as_millis() / 400;
                let line = format!("{count} items of 0.4 s: {rounds} rounds, at most {most} at once");
                world.say("caller", line);
            });
            t.suspect_if(run.lines().any(|line| !line.starts_with("six")), "item_lost");
            t.run(run);
            t.beam_section(BEAM, "bounded");
        });
    }

    #[test]
    fn a_free_place_is_taken_at_once() {
        check("batches", |t| {
            let three_items = |order| {
                caller(move |world, mut me| async move {
                    let mut stream = async_stream([300, 100, 100], Options { order, ..TWO }, nap);
                    while stream.next(&mut me).await.is_some() {}
                    world.say("caller", format!("{} ms", world.elapsed().as_millis()));
                })
            };
            // A result that nobody takes yet keeps its place only where results come in order.
            let in_time = three_items(Order::AsTheyCome).lines().eq(["300 ms"]);
            let run = three_items(Order::OfItems);
            let kept = in_time && !run.lines().eq(["300 ms"]);
            t.suspect_if(kept, "finished_keeps_its_place");
            let most = most_at_once(&run);
            t.suspect_if(most > 2, "unbounded");
            t.run(run);
            t.line(format!("in the trace: at most {most} at once"));
            t.expect("transcript", &["300 ms", "in the trace: at most 2 at once"]);
        });
    }
}

mod order {
    use super::*;

    fn taken_and_got(order: Order) -> Run<String> {
        caller(move |world, mut me| async move {
            let said = world.clone();
            let items =
                JOBS.into_iter().inspect(move |(name, _)| said.say("caller", format!("taken {name}")));
            let mut stream = async_stream(items, Options { order, ..TWO }, job);
            while let Some(Ok(name)) = stream.next(&mut me).await {
                world.say("caller", format!("got {name}"));
            }
        })
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        check("order_of_finish", |t| {
            t.run(taken_and_got(Order::OfItems));
            t.beam_section(BEAM, "ordered");
        });
    }

    #[test]
    fn or_whoever_is_ready_comes_first() {
        check("waits_its_turn", |t| {
            t.run(taken_and_got(Order::AsTheyCome));
            t.beam_section(BEAM, "unordered");
        });
    }
}

mod timeout {
    use super::*;

    const HALF: Duration = Duration::from_millis(500);
    const KILL: Options =
        Options { max_concurrency: 4, timeout: HALF, on_timeout: OnTimeout::KillTask, ..TWO };

    #[test]
    fn each_task_has_its_own_limit() {
        check("late_not_heard", |t| {
            let run = caller(|world, mut me| async move {
                let say = |line: String| world.say("caller", line);
                let mut kill = async_stream([100, 2000, 100], KILL, nap);
                let results = all(&mut kill, &mut me).await;
                world.settle().await;
                say(format!("{results}; {}", left(&mut me).await));
                let exit = Options { on_timeout: OnTimeout::Exit, ..KILL };
                let body = move |mut me: Context| async move {
                    all(&mut async_stream([100, 2000, 100], exit, nap), &mut me).await;
                };
                say(format!("by default, the caller {}", fate(me.system(), "other", body).await));
                let one_by_one = Options { max_concurrency: 1, timeout: HALF, ..TWO };
                let results = all(&mut async_stream([300, 300, 300], one_by_one, nap), &mut me).await;
                say(format!("the limit counts for each: {results}"));
                let mut late = async_stream([100, 700], Options { max_concurrency: 2, ..KILL }, nap);
                let mut results = Vec::new();
                while let Some(result) = late.next(&mut me).await {
                    sleep(ms(1000)).await;
                    results.push(shown(&result));
                }
                say(format!("the caller looks later: [{}]", results.join(", ")));
            });
            let forgotten = |line: String| line.contains("left: [") && !line.ends_with("left: []");
            t.suspect_if(run.lines().any(forgotten), "timer_left_behind");
            let heard = run.lines().next().is_some_and(|line| line.contains("exit: :timeout"));
            t.suspect_if(!heard, "late_not_heard");
            t.run(run);
            t.beam_section(BEAM, "timeout");
        });
    }

    #[test]
    fn a_late_task_is_stopped() {
        check("late_left_running", |t| {
            t.run(caller(|world, mut me| async move {
                let results = all(&mut async_stream([100, 2000], KILL, nap), &mut me).await;
                let others = me.system().process_count() - 1;
                world.say("caller", format!("{results}, {others} still at work"));
            }));
            t.expect("transcript", &["[ok: 100, exit: :timeout], 0 still at work"]);
        });
    }

    #[test]
    fn a_task_that_was_in_time_leaves_no_timer() {
        check("timer_left_behind", |t| {
            t.run(caller(|world, mut me| async move {
                let results = all(&mut async_stream([100, 100], KILL, nap), &mut me).await;
                sleep(ms(1000)).await;
                world.say("caller", format!("{results}; {}", left(&mut me).await));
            }));
            t.expect("transcript", &["[ok: 100, ok: 100]; left: []"]);
        });
    }
}

mod crash {
    use super::*;

    #[test]
    fn a_crash_ends_the_caller_or_is_a_result() {
        check("exit_left_behind", |t| {
            t.run(caller(|world, me| async move {
                for (name, title, trap) in [
                    ("a", "linked", TrapExit::No),
                    ("b", "trapping", TrapExit::Yes),
                    ("c", "without link", TrapExit::No),
                ] {
                    let said = world.clone();
                    let body = move |mut me: Context| async move {
                        me.trap_exit(trap);
                        let options = Options { max_concurrency: 4, ..TWO };
                        let results = match title {
                            "without link" => {
                                all(&mut async_stream_nolink(1..=3, options, risky), &mut me).await
                            }
                            _ => all(&mut async_stream(1..=3, options, risky), &mut me).await,
                        };
                        said.settle().await;
                        said.say("caller", format!("{results}; {}", left(&mut me).await));
                    };
                    let fate = fate(me.system(), name, body).await;
                    world.say("caller", format!("{title}, the caller {fate}"));
                }
            }));
            t.beam_section(BEAM, "crash");
        });
    }

    #[test]
    fn who_traps_exits_finds_none_afterwards() {
        check("exit_left_behind", |t| {
            t.run(caller(|world, mut me| async move {
                me.trap_exit(TrapExit::Yes);
                me.send(me.pid(), "a letter from before");
                let options = Options { timeout: ms(500), on_timeout: OnTimeout::KillTask, ..TWO };
                let results = all(&mut async_stream([100, 2000, 200], options, nap), &mut me).await;
                sleep(ms(5000)).await;
                world.say("caller", format!("{results}; {}", left(&mut me).await));
            }));
            let expected = "[ok: 100, exit: :timeout, ok: 200]; left: [\"a letter from before\"]";
            t.expect("transcript", &[expected]);
        });
    }
}

mod stop {
    use super::*;

    #[test]
    fn who_has_enough_ends_the_rest() {
        check("abandoned", |t| {
            let run = caller(|world, mut me| async move {
                let said = world.clone();
                let endless = (1_u64..).inspect(move |n| said.say("caller", format!("taken {n}")));
                let three = Options { max_concurrency: 3, ..TWO };
                let mut stream = async_stream(endless, three, |n| async move {
                    nap(200 * n).await;
                    n
                });
                let mut got = Vec::new();
                for _ in 0..2 {
                    got.extend(stream.next(&mut me).await.map(|result| shown(&result)));
                }
                stream.stop(&mut me).await;
                let at_work = me.system().process_count() - 1;
                sleep(ms(60_000)).await;
                let got = got.join(", ");
                let left = left(&mut me).await;
                world.say("caller", format!("got [{got}], still at work: {at_work}; {left}"));
            });
            t.run(run);
            t.beam_section(BEAM, "stopped");
        });
    }
}
