//! Checks of `gen_statem`. Each step is a module, each claim a test. All time is virtual.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use gen_statem::{Action, Event, Init, Machine, Options, StartError, StateMachine, Timer, Transition, start};
use harness::{Run, World, check, sim};
use process::{Config, Context, Crash, Down, ExitReason, System};
use tokio::time::sleep;

#[path = "checks/obedient.rs"]
mod obedient;
#[path = "checks/phone.rs"]
mod phone;

use obedient::{Do, State};
use phone::Tell;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// Runs `body` as the process `main`. What is not written yet says so, and so does every other panic that no check
/// asks for.
fn main<F, Fut>(body: F) -> Run<ExitReason>
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let log = |crash: &Crash| {
        let reason = crash.reason.to_string();
        let told = reason.strip_prefix("panic: ").filter(|told| !told.contains("bad_state_enter_action"));
        assert!(told.is_none(), "{}", told.unwrap_or_default());
    };
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(std::sync::Arc::new(log)),
            ..Config::default()
        });
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            body(world, me).await;
        });
        system.join(main).await
    })
}

/// The lines of one section of the recorded transcript.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;
    use gen_statem::predict as ours;

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong", |t| {
            let at = |section: &str, line: &str| recorded(section).iter().position(|said| *said == line);
            let either = |sign: bool, yes, no| if sign { yes } else { no };
            let beam = [
                either(at("postpone", "status: ringing, bob").is_some(), "bob", "eve"),
                either(recorded("event_timeout").last() == Some(&"idle: call status"), "no", "yes"),
                either(
                    at("same_state", "a: repeat") == at("same_state", "a: to a").map(|at| at + 1),
                    "no",
                    "yes",
                ),
                either(at("zero", "a: state_timeout 0") < at("zero", "a: message"), "timeout", "message"),
                either(
                    at("stop", "main: the reply") < at("stop", "a: terminate :normal"),
                    "reply",
                    "terminate",
                ),
            ];
            let ours = [
                ours::AFTER_HANGING_UP,
                ours::DIALLED_AFTER_A_QUESTION,
                ours::RETRIED_IN_THE_SAME_STATE,
                ours::ZERO_AND_A_MESSAGE,
                ours::STOP_AND_REPLY,
            ];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &beam);
        });
    }
}

mod queue {
    use super::*;

    #[test]
    fn events_are_handled_in_order_and_each_in_the_state_before_it() {
        check("state_kept", |t| {
            let run = main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::nothing("one"), obedient::to_b("two"), obedient::nothing("three")]);
                world.settle().await;
            });
            let lines: Vec<String> = run.lines().filter(|line| !line.starts_with(' ')).collect();
            run.finished();
            lines.into_iter().for_each(|line| t.line(line));
            t.suspect_if(t.lines().len() == 1, "current_forgotten");
            t.expect("transcript", &["a: one", "a: two", "b: three"]);
        });
    }

    #[test]
    fn a_call_is_answered_and_the_last_replies_go_out_before_terminate() {
        check("state_kept", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                let monitor = me.monitor(m.pid());
                let reply = m.machine.call(&mut me, "stop").await;
                world.say(
                    "main",
                    format!("main: the reply{}", if reply == Ok("ok") { "" } else { " is lost" }),
                );
                let down = me.receive_if(|down: &Down| down.reference == monitor).await;
                world.say("main", format!("main: the end, {}", down.reason));
            }));
            t.beam_section(BEAM, "stop");
        });
    }
}

mod enter {
    use super::*;

    #[test]
    fn a_new_state_has_its_enter_call_and_the_same_one_has_none() {
        check("enter_missed", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::to_a("to a"), obedient::to_b("to b"), obedient::repeat("repeat")]);
                m.tell(&me, [obedient::nothing("stay")]);
                world.settle().await;
            }));
            let expected = ["  a -> a", "a: to a", "a: to b", "  a -> b", "b: repeat", "  b -> b", "b: stay"];
            t.suspect_if(t.lines().len() > expected.len(), "enter_too_often");
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn an_enter_call_can_neither_postpone_nor_insert() {
        check("enter_missed", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                let monitor = me.monitor(m.pid());
                m.tell(&me, [obedient::to_refused("change")]);
                let down = me.receive_if_timeout(ms(100), |down: &Down| down.reference == monitor).await;
                let why = down.map(|down| down.reason.to_string()).unwrap_or_default();
                let told = why.contains("bad_state_enter_action");
                world.say("main", if told { "main: it crashed" } else { "main: it goes on" });
            }));
            t.suspect_if(t.lines().contains(&"  a -> refused".to_owned()), "enter_takes_all");
            let mut expected = recorded("refused");
            expected.truncate(3);
            expected.push("main: it crashed");
            t.expect("beam.out", &expected);
        });
    }
}

mod postpone {
    use super::*;

    #[test]
    fn postponed_events_come_back_in_order_before_newer_ones() {
        check("postponed_order", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::nothing("held"), obedient::once("one"), obedient::once("two")]);
                m.tell(&me, [obedient::to_b("change"), obedient::nothing("newer")]);
                world.settle().await;
                m.stop(&mut me).await;
            }));
            t.suspect_if(!t.lines().iter().any(|line| line == "b: one"), "retried_too_early");
            t.beam_section(BEAM, "order");
        });
    }

    #[test]
    fn only_another_state_brings_them_back() {
        check("retried_too_early", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::nothing("held"), obedient::once("later"), obedient::to_a("to a")]);
                m.tell(&me, [obedient::repeat("repeat"), obedient::to_b("to b")]);
                world.settle().await;
                m.stop(&mut me).await;
            }));
            t.beam_section(BEAM, "same_state");
        });
    }
}

mod next_event {
    use super::*;

    #[test]
    fn inserted_events_come_first_and_in_their_order() {
        check("inserted_order", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::nothing("held"), obedient::once("later")]);
                let change = Do("change", |_, _| {
                    let insert = |name| Action::NextEvent(obedient::nothing(name));
                    Transition::Next(State::B, vec![insert("first"), insert("second")])
                });
                m.tell(&me, [change, obedient::nothing("last")]);
                world.settle().await;
                m.stop(&mut me).await;
            }));
            t.beam_section(BEAM, "next_event");
        });
    }

    #[test]
    fn an_event_that_comes_back_stands_before_an_inserted_one_that_waits() {
        check("postponed_order", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                m.tell(&me, [obedient::nothing("held"), obedient::once("later")]);
                let insert = Do("insert", |_, _| {
                    let inserted = [obedient::to_b("to b"), obedient::nothing("second")];
                    Transition::Keep(inserted.into_iter().map(Action::NextEvent).collect())
                });
                m.tell(&me, [insert, obedient::nothing("last")]);
                world.settle().await;
                m.stop(&mut me).await;
            }));
            t.suspect_if(t.lines().iter().any(|line| line == "a: last"), "inserted_order");
            t.beam_section(BEAM, "change_inside");
        });
    }
}

#[path = "checks/timeouts.rs"]
mod timeouts;

mod zero {
    use super::*;

    #[test]
    fn a_zero_time_out_comes_after_inserted_events_and_before_messages() {
        check("zero_by_clock", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                let set = Do("set", |_, _| {
                    Transition::Keep(vec![
                        Action::Start(Timer::State, Duration::ZERO),
                        Action::Start(Timer::Named("n"), Duration::ZERO),
                        Action::NextEvent(obedient::nothing("inserted")),
                    ])
                });
                m.tell(&me, [obedient::nothing("held"), set, obedient::nothing("message")]);
                sleep(ms(10)).await;
            }));
            let lines: Vec<&str> = recorded("zero").iter().map(|line| line.trim_end_matches(" 0")).collect();
            t.expect("beam.out", &lines);
        });
    }

    #[test]
    fn a_time_out_that_is_over_can_be_cancelled() {
        check("zero_by_clock", |t| {
            t.run(main(|world, mut me| async move {
                let m = obedient::open(&world, &mut me).await;
                let set = Do("set", |_, _| {
                    Transition::Keep(vec![
                        Action::Start(Timer::Named("n"), Duration::ZERO),
                        Action::Start(Timer::State, Duration::ZERO),
                        Action::Cancel(Timer::Named("n")),
                    ])
                });
                m.tell(&me, [set, obedient::nothing("message")]);
                sleep(ms(10)).await;
            }));
            t.expect("transcript", &["  a -> a", "a: set", "a: state_timeout", "a: message"]);
        });
    }
}
