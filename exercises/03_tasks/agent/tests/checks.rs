//! Checks of `agent`. Each step is a module, each claim a test.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use agent::{Agent, SLOW, next_number, report_inside, report_outside, start as start_agent, start_link};
use harness::{Kind, Run, World, check, seeds, sim};
use process::{CallError, Config, Context, Down, ExitReason, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);

/// Runs `body` as the process `owner`, the one that starts the agent, and waits for its end.
fn owner<F, Fut>(seed: u64, body: F) -> Run<ExitReason>
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, |world| async move {
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let pid = system.spawn(|me| async move {
            me.register("owner").expect("the name is free");
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

/// A panic that nothing prints; it stands for `exit(:boom)`.
fn boom<T>() -> T {
    resume_unwind(Box::new("boom"))
}

/// A reason as Elixir prints it.
fn shown(reason: &ExitReason) -> String {
    match reason {
        ExitReason::Panic(message) => format!(":{message}"),
        reason => format!(":{reason}"),
    }
}

/// What a caller does in Elixir that gets no answer: it exits with the reason.
async fn or_exit<T>(me: &mut Context, result: Result<T, CallError>) -> T {
    match result {
        Ok(value) => value,
        Err(CallError::Down(reason)) => me.stop(reason).await,
        Err(error) => panic!("{error}"),
    }
}

/// Runs `body` as a process of its own and says why it ended.
async fn died<F, Fut>(me: &mut Context, body: F) -> String
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let (_, monitor) = me.spawn_monitor(body);
    shown(&me.receive_if(|down: &Down| down.reference == monitor).await.reason)
}

/// An agent with a name, for the trace.
async fn named<S: Send + 'static>(me: &mut Context, name: &str, state: S) -> Agent<S> {
    let agent = start_link(me, || state).await.expect("init cannot fail");
    me.system().register(name, agent.pid()).expect("the name is free");
    agent
}

/// Runs `client` as `count` processes at the same time, and gives what each of them has found.
async fn clients<T, F, Fut>(me: &mut Context, count: usize, client: F) -> Vec<T>
where
    T: process::Message,
    F: Fn(Context) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    let parent = me.pid();
    for _ in 0..count {
        let client = client.clone();
        me.spawn_link(move |child| async move {
            let (system, found) = (child.system().clone(), client(child).await);
            system.send(parent, found);
        });
    }
    let mut found = Vec::new();
    for _ in 0..count {
        found.push(me.receive::<T>().await);
    }
    found
}

mod predict {
    use super::*;
    use ::agent::predict::{CRASH_ENDS, READ_THEN_WRITE, RUNS_IN, UPDATE};

    /// What follows `label` in the recorded transcript.
    fn recorded(label: &str) -> &'static str {
        BEAM.lines().find_map(|line| line.strip_prefix(label)).expect("the transcript has this line")
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_place", |t| {
            let ours = [READ_THEN_WRITE, UPDATE, RUNS_IN, CRASH_ENDS];
            let ends = |who: &str| recorded(&format!("the {who} ends: ")) == ":boom";
            let crash_ends = match (ends("agent"), ends("caller")) {
                (true, true) => "both",
                (true, false) => "agent",
                _ => "caller",
            };
            let beam = [
                recorded("read, then write: "),
                recorded("update: "),
                recorded("the function runs in: "),
                crash_ends,
            ];
            t.suspect_if(ours[..2] != beam[..2], "predicts_no_lost_update");
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &beam);
        });
    }
}

mod start {
    use super::*;

    #[test]
    fn start_comes_back_when_init_has_run() {
        check("does_not_wait_for_init", |t| {
            let run = owner(1, |world, mut me| async move {
                let said = world.clone();
                let init = move || said.say("agent", "init runs");
                start_agent(&mut me, init).await.expect("init cannot fail");
                world.say("owner", "start is back");
                let failed = start_agent(&mut me, boom::<u32>).await.map(Agent::pid);
                let reason = failed.expect_err("an agent without a state cannot start");
                world.say("owner", format!("init ends with boom: {{:error, {}}}", shown(&reason)));
                let said = world.clone();
                let reason = died(&mut me, |mut me| async move {
                    let _ = start_link(&mut me, boom::<u32>).await;
                    said.say("client", "still here");
                });
                let reason = reason.await;
                world.say("owner", format!("and linked, the caller ends: {reason}"));
            });
            let lines: Vec<String> = run.lines().collect();
            t.suspect_if(lines.iter().any(|line| line == "still here"), "not_linked");
            let believed = run.exits().any(|(_, reason)| reason.contains("an agent without a state"));
            t.suspect_if(lines.len() == 2 && !believed, "init_runs_at_the_caller");
            t.suspect_if(run.is_deadlock(), "failed_start_hangs");
            t.run(run);
            t.beam_section(BEAM, "start");
        });
    }

    #[test]
    fn an_agent_shares_the_fate_of_whom_it_is_linked_with() {
        check("not_linked", |t| {
            let run = owner(1, |world, mut me| async move {
                let system = me.system().clone();
                for linked in [true, false] {
                    let parent = me.pid();
                    let (_, monitor) = me.spawn_monitor(move |mut me| async move {
                        let agent = if linked {
                            start_link(&mut me, || 0).await
                        } else {
                            start_agent(&mut me, || 0).await
                        };
                        me.send(parent, agent.expect("init cannot fail"));
                        boom::<()>();
                    });
                    let agent: Agent<i32> = me.receive().await;
                    me.receive_if(|down: &Down| down.reference == monitor).await;
                    world.settle().await;
                    let how = if linked { "start_link" } else { "start" };
                    let alive = system.is_alive(agent.pid());
                    world.say("owner", format!("{how}, and the starter crashes: agent alive {alive}"));
                }
                world.say("owner", format!("{} letters left", me.message_queue_len()));
            });
            t.run(run);
            let expected = [
                "start_link, and the starter crashes: agent alive false",
                "start, and the starter crashes: agent alive true",
                "0 letters left",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_started_agent_leaves_no_letter_behind() {
        check("letter_left_behind", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = start_agent(&mut me, || 0).await.expect("init cannot fail");
                me.exit(agent.pid(), ExitReason::Kill);
                world.settle().await;
                world.say("owner", format!("the agent is gone; {} letters left", me.message_queue_len()));
            });
            t.run(run);
            t.expect("transcript", &["the agent is gone; 0 letters left"]);
        });
    }
}

mod get_update {
    use super::*;

    #[test]
    fn reading_and_then_writing_loses_an_update() {
        check("update_does_not_wait", |t| {
            let run = owner(1, |world, mut me| async move {
                let counter = named(&mut me, "counter", 0).await;
                let client = |name: &'static str, reads: Duration, world: World| {
                    move |mut me: Context| async move {
                        me.register(name).expect("the name is free");
                        sleep(reads).await;
                        let n = counter.get(&mut me, |n| *n).await.expect("the agent is there");
                        world.say(name, format!("{name} reads {n}"));
                        sleep(SECOND * 2).await;
                        counter.update(&mut me, move |state| *state = n + 1).await.expect("it is there");
                        world.say(name, format!("{name} writes {}", n + 1));
                    }
                };
                me.spawn(client("a", SECOND, world.clone()));
                me.spawn(client("b", SECOND * 2, world.clone()));
                sleep(SECOND * 5).await;
                let n = counter.get(&mut me, |n| *n).await.expect("the agent is there");
                world.say("owner", format!("read, then write: {n}"));
            });
            t.run(run);
            t.beam_section(BEAM, "lost_update");
        });
    }

    #[test]
    fn a_function_that_is_sent_loses_nothing() {
        for seed in seeds(10) {
            check("update_does_not_wait", |t| {
                let run = owner(seed, |world, mut me| async move {
                    let counter = named(&mut me, "counter", 0).await;
                    let add = move |mut me| async move { counter.update(&mut me, |n| *n += 1).await };
                    clients(&mut me, 2, add).await;
                    let n = counter.get(&mut me, |n| *n).await.expect("the agent is there");
                    world.say("owner", format!("update: {n}"));
                });
                t.run(run);
                t.beam_section(BEAM, "inside");
            });
        }
    }

    #[test]
    fn update_comes_back_when_the_function_has_run() {
        check("update_does_not_wait", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = named(&mut me, "agent", 0).await;
                let said = world.clone();
                let done = agent.update(&mut me, move |_| said.say("agent", "the function runs")).await;
                world.say("owner", format!("update: {done:?}"));
            });
            t.run(run);
            t.suspect_if(t.lines().iter().any(|line| line.contains("Timeout")), "unnamed"); // it did wait
            t.expect("transcript", &["the function runs", "update: Ok(())"]);
        });
    }

    #[test]
    fn a_function_that_panics_ends_the_agent_and_the_caller_hears_why() {
        check("reason_lost", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = start_agent(&mut me, || 7).await.expect("init cannot fail");
                let monitor = me.monitor(agent.pid());
                let caller = died(&mut me, move |mut me| async move {
                    let got = agent.get(&mut me, |_| boom::<()>()).await;
                    or_exit(&mut me, got).await;
                });
                let caller = caller.await;
                let down = me.receive_if(|down: &Down| down.reference == monitor).await;
                world.say("owner", format!("the agent ends: {}", shown(&down.reason)));
                world.say("owner", format!("the caller ends: {caller}"));
                let late = died(&mut me, move |mut me| async move {
                    let got = agent.get(&mut me, |n| *n).await;
                    or_exit(&mut me, got).await;
                });
                let late = late.await;
                world.say("owner", format!("whoever asks now ends: {late}"));
            });
            t.run(run);
            t.beam_section(BEAM, "crash");
        });
    }

    #[test]
    fn a_caller_gives_up_after_five_seconds_and_the_function_runs_on() {
        check("limit_ignored", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = named(&mut me, "agent", 1).await;
                let slow = |n: i32| async move {
                    sleep(SECOND * 6).await;
                    ((), n * 10)
                };
                let late = agent.get_and_update_async(&mut me, slow).await;
                let alive = me.system().is_alive(agent.pid());
                assert_eq!(world.elapsed(), SECOND * 5, "the default limit is 5 s");
                let what = if late == Err(CallError::Timeout) { "no answer in time" } else { "an answer" };
                world.say("owner", format!("{what}; alive: {alive}"));
                let n = agent.get(&mut me, |n| *n).await.expect("the agent is there");
                world.say("owner", format!("the function has run to its end: {n}"));
                sleep(SECOND).await;
                let left = if me.message_queue_len() == 0 { "[]" } else { "a late answer" };
                world.say("owner", format!("left in the mailbox: {left}"));
            });
            t.run(run);
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn how_long_to_wait_is_the_callers_choice() {
        check("limit_ignored", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = named(&mut me, "agent", 0).await;
                for limit in [Some(SECOND), Some(SECOND * 7), None] {
                    let slow = |n: i32| async move {
                        sleep(SECOND * 6).await;
                        ((), n)
                    };
                    let before = world.elapsed();
                    let result = agent.within(limit).get_and_update_async(&mut me, slow).await;
                    let took = (world.elapsed() - before).as_secs();
                    world.say("owner", format!("limit {limit:?}: {result:?} after {took} s"));
                    sleep(SECOND * 6).await;
                }
            });
            t.run(run);
            let expected = [
                "limit Some(1s): Err(Timeout) after 1 s",
                "limit Some(7s): Ok(()) after 6 s",
                "limit None: Ok(()) after 6 s",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod get_and_update {
    use super::*;

    #[test]
    fn no_number_is_given_to_two_clients() {
        check("two_trips", |t| {
            let run = owner(1, |world, mut me| async move {
                let counter = named(&mut me, "counter", 2).await;
                let client = move |mut me| async move { next_number(&mut me, counter).await };
                let found = clients(&mut me, 2, client).await;
                let mut given: Vec<u64> = found.into_iter().flatten().collect();
                given.sort_unstable();
                world.say("owner", format!("two clients are given: {given:?}"));
            });
            t.run(run);
            t.suspect_if(t.lines() == ["two clients are given: [3, 4]"], "unnamed"); // each its own, but which?
            t.beam_section(BEAM, "get_and_update");
        });
    }

    #[test]
    fn a_hundred_clients_are_given_a_hundred_numbers() {
        check("two_trips", |t| {
            for seed in seeds(5) {
                let run = owner(seed, |world, mut me| async move {
                    let counter = named(&mut me, "counter", 0).await;
                    let client = move |mut me| async move { next_number(&mut me, counter).await };
                    let found = clients(&mut me, 100, client).await;
                    let mut given: Vec<u64> = found.into_iter().flatten().collect();
                    given.sort_unstable();
                    given.dedup();
                    world.say("owner", format!("100 clients, {} numbers", given.len()));
                });
                t.run(run);
            }
            t.expect("transcript", &["100 clients, 100 numbers"; 5]);
        });
    }
}

mod cast_stop {
    use super::*;

    #[test]
    fn a_cast_does_not_wait_and_keeps_its_turn() {
        for seed in seeds(10) {
            check("cast_out_of_turn", |t| {
                let run = owner(seed, |world, mut me| async move {
                    let agent = named(&mut me, "agent", 10).await;
                    agent.cast(&me, |n| *n += 1);
                    world.say("owner", "cast is back, the function is not");
                    let n = agent.get(&mut me, |n| *n).await.expect("the agent is there");
                    world.say("owner", format!("asked after it: {n}"));
                });
                t.run(run);
                t.beam_section(BEAM, "cast");
            });
        }
    }

    #[test]
    fn stop_takes_its_turn_and_waits_for_the_end() {
        check("stop_does_not_look", |t| {
            let run = owner(1, |world, mut me| async move {
                let agent = named(&mut me, "agent", 0).await;
                let said = world.clone();
                agent.cast(&me, move |_| said.say("agent", "the cast before runs"));
                let stopped = match agent.stop(&mut me, ExitReason::Normal).await {
                    Ok(()) => "ok".to_owned(),
                    Err(reason) => reason.to_string(),
                };
                let alive = me.system().is_alive(agent.pid());
                world.say("owner", format!("stop: {stopped}, alive: {alive}"));
                let again = died(&mut me, move |mut me| async move {
                    if let Err(reason) = agent.stop(&mut me, ExitReason::Normal).await {
                        me.stop(reason).await;
                    }
                });
                let again = again.await;
                world.say("owner", format!("whoever stops it again ends: {again}"));
            });
            let lines: Vec<String> = run.lines().collect();
            t.suspect_if(!lines.iter().any(|line| line.contains("the cast before")), "stop_jumps_the_queue");
            t.run(run);
            t.beam_section(BEAM, "stop");
        });
    }

    #[test]
    fn whoever_stops_an_agent_watches_it_before() {
        check("watches_too_late", |t| {
            let run = owner(1, |_, mut me| async move {
                let agent = named(&mut me, "agent", 0).await;
                let _ = agent.stop(&mut me, ExitReason::Normal).await;
            });
            let at = |wanted: fn(&Kind) -> bool| run.events.iter().rposition(|event| wanted(&event.kind));
            let told = at(|kind| matches!(kind, Kind::Send { label, .. } if label.contains("Stop")));
            let watched = at(|kind| matches!(kind, Kind::Monitor { .. }));
            t.line(format!("told before it is watched: {}", told < watched));
            t.run(run);
            t.expect("trace", &["told before it is watched: false"]);
        });
    }
}

mod bottleneck {
    use super::*;

    /// How many times the duration of the function ten clients take together.
    async fn ten_clients<F, Fut>(world: &World, me: &mut Context, client: F) -> u128
    where
        F: Fn(Context) -> Fut + Clone + Send + 'static,
        Fut: Future<Output = Result<u64, CallError>> + Send + 'static,
    {
        let before = world.elapsed();
        let sums = clients(me, 10, client).await;
        assert_eq!(sums, vec![Ok(55); 10], "ten times the sum of the numbers from 1 to 10");
        (world.elapsed() - before).as_millis() / SLOW.as_millis()
    }

    #[test]
    fn ten_clients_outside_take_as_long_as_one() {
        check("computes_inside", |t| {
            let run = owner(1, |world, mut me| async move {
                let numbers = named(&mut me, "numbers", (1..=10).collect()).await;
                let inside = move |mut me| async move { report_inside(&mut me, numbers).await };
                let outside = move |mut me| async move { report_outside(&mut me, numbers).await };
                for (place, times) in [
                    ("inside", ten_clients(&world, &mut me, inside).await),
                    ("outside", ten_clients(&world, &mut me, outside).await),
                ] {
                    world.say("owner", format!("function {place}: the time of {times}"));
                }
            });
            t.run(run);
            t.beam_section(BEAM, "bottleneck");
        });
    }

    /// How long a quick question takes while `report` is being made.
    fn beside<F, Fut>(report: F) -> Run<ExitReason>
    where
        F: FnOnce(Context, Agent<Vec<u64>>) -> Fut + Send + 'static,
        Fut: Future<Output = Result<u64, CallError>> + Send + 'static,
    {
        owner(1, |world, mut me| async move {
            let numbers = named(&mut me, "numbers", (1..=10).collect::<Vec<u64>>()).await;
            let said = world.clone();
            me.spawn(move |me| async move {
                me.register("report").expect("the name is free");
                let sum = report(me, numbers).await.expect("the agent is there");
                said.say("report", format!("the sum is {sum}"));
            });
            world.settle().await;
            let length = numbers.get(&mut me, Vec::len).await.expect("the agent is there");
            world.say("owner", format!("length {length} after {} ms", world.elapsed().as_millis()));
            sleep(SECOND).await;
        })
    }

    #[test]
    fn a_quick_get_waits_behind_a_report_inside() {
        check("computes_inside", |t| {
            t.run(beside(|mut me, numbers| async move { report_inside(&mut me, numbers).await }));
            t.expect("transcript", &["length 10 after 300 ms", "the sum is 55"]);
        });
    }

    #[test]
    fn a_quick_get_does_not_wait_for_a_report_outside() {
        check("computes_inside", |t| {
            t.run(beside(|mut me, numbers| async move { report_outside(&mut me, numbers).await }));
            t.expect("transcript", &["length 10 after 0 ms", "the sum is 55"]);
        });
    }

    #[test]
    fn who_gives_up_is_worked_for_all_the_same() {
        check("computes_inside", |t| {
            let run = owner(1, |world, mut me| async move {
                let numbers = named(&mut me, "numbers", (1..=10).collect::<Vec<u64>>()).await;
                for (place, patient) in
                    [("inside", numbers.within(SECOND)), ("outside", numbers.within(SECOND))]
                {
                    let client = move |mut me| async move {
                        match place {
                            "inside" => report_inside(&mut me, patient).await,
                            _ => report_outside(&mut me, patient).await,
                        }
                    };
                    let before = world.elapsed();
                    let sums = clients(&mut me, 10, client).await;
                    let answers = sums.iter().filter(|sum| sum.is_ok()).count();
                    numbers.get(&mut me, |_| ()).await.expect("the agent is there");
                    let free = (world.elapsed() - before).as_millis();
                    let line = format!("{place}, limit 1 s: {answers} answers, agent free after {free} ms");
                    world.say("owner", line);
                }
            });
            t.run(run);
            let expected = [
                "inside, limit 1 s: 3 answers, agent free after 3000 ms",
                "outside, limit 1 s: 10 answers, agent free after 300 ms",
            ];
            t.expect("transcript", &expected);
        });
    }
}
