//! Checks of `mailer`. Each step is a module, each claim a test.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Run, Tracer, World, check, sim};
use mailer::{Mailer, Transport};
use process::{Config, Context, ExitReason, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(60);

/// Runs `body` as the process `client`, beside a mailer with this transport. What happened before is not traced.
fn client<F, Fut>(transport: impl FnOnce(World) -> Transport + Send + 'static, body: F) -> Run
where
    F: FnOnce(World, Context, Mailer) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let (begun, todo) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
        let (tracer, traced, log) = (world.tracer(), Arc::clone(&begun), Arc::clone(&todo));
        let tracer: Tracer = Arc::new(move |event| {
            if traced.load(Ordering::Relaxed) {
                tracer(event);
            }
        });
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(tracer),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if reason.contains("not yet implemented") {
                    log.lock().unwrap().get_or_insert(reason);
                }
            })),
            ..Config::default()
        });
        let inside = world.clone();
        let pid = system.spawn(move |mut me| async move {
            me.register("client").expect("the name is free");
            let transport = transport(inside.clone());
            let mailer = Mailer::start_link(&mut me, transport).await.expect("the name is free");
            me.unlink(mailer.pid());
            begun.store(true, Ordering::Relaxed);
            body(inside, me, mailer).await;
        });
        system.join(pid).await;
        // A `todo!()` ends the mailer's process only; the check must end with it.
        let todo = todo.lock().unwrap();
        assert!(todo.is_none(), "{}", todo.as_deref().unwrap_or_default());
    })
}

/// What was seen, in order.
type Log = Arc<Mutex<Vec<String>>>;

/// Sends each mail within a second, and notes when it begins and ends.
fn slow(log: Log) -> Transport {
    Transport::new(move |mail| {
        let log = Arc::clone(&log);
        async move {
            log.lock().unwrap().push(format!("{mail} begins"));
            sleep(SECOND).await;
            log.lock().unwrap().push(format!("{mail} ends"));
            Ok(())
        }
    })
}

/// What the mailer says of itself, and what it says when it is dead.
async fn status(me: &mut Context, mailer: Mailer) -> String {
    match mailer.status(me).await {
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    }
}

mod predict {
    use super::*;
    use mailer::predict::{DELIVER, STATUS, WAITING_AFTERWARDS};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("cast_is_believed", |t| {
            t.suspect_if([DELIVER, STATUS, WAITING_AFTERWARDS].contains(&""), "not_yet");
            t.line(format!("deliver to the dead mailer: {DELIVER}"));
            t.line(format!("status of it: {STATUS}"));
            let rest = "waiting, 0 on its way, 0 sent, 0 failed";
            t.line(format!("a new one under the same name: {WAITING_AFTERWARDS} {rest}"));
            let asked = ["deliver to the dead", "status of it", "a new one"];
            let recorded = |line: &&str| asked.iter().any(|start| line.starts_with(start));
            let expected: Vec<&str> = BEAM.lines().filter(recorded).collect();
            t.expect("beam.out", &expected);
        });
    }
}

mod send {
    use super::*;

    #[test]
    fn whoever_delivers_or_asks_does_not_wait() {
        check("waits_in_the_callback", |t| {
            let transport = |_| {
                Transport::new(|_| async {
                    sleep(SECOND).await;
                    Ok(())
                })
            };
            let run = client(transport, |world, mut me, mailer| async move {
                let deliver = |mail| {
                    mailer.deliver(&me, mail);
                    "ok"
                };
                let delivered = ["ada", "ben", "eve"].map(deliver);
                world.say("client", format!("deliver: {}", delivered.join(" ")));
                let now = status(&mut me, mailer).await;
                world.say("client", now);
                sleep(SECOND / 2).await;
                for mail in ["ada", "ben", "eve"] {
                    sleep(SECOND).await;
                    let now = status(&mut me, mailer).await;
                    world.say("client", format!("{mail} has it: {now}"));
                }
            });
            t.run(run);
            let status = &t.lines()[1];
            let (free, both) =
                (status.starts_with("2 waiting"), status.starts_with("0 waiting, 1 on its way"));
            t.suspect_if(free, "unnamed"); // it has answered while a mail was on its way
            t.suspect_if(both, "two_at_a_time");
            t.beam_section(BEAM, "send");
        });
    }

    #[test]
    fn one_mail_at_a_time_in_the_order_of_delivery() {
        check("two_at_a_time", |t| {
            let log = Log::default();
            let (sends, asks) = (Arc::clone(&log), Arc::clone(&log));
            let run = client(
                move |_| slow(sends),
                |world, mut me, mailer| async move {
                    mailer.deliver(&me, "ada");
                    mailer.deliver(&me, "ben");
                    sleep(SECOND / 2).await;
                    let now = status(&mut me, mailer).await;
                    asks.lock().unwrap().push(now);
                    sleep(SECOND * 2).await;
                    log.lock().unwrap().iter().for_each(|line| world.say("client", line));
                },
            );
            t.run(run);
            let question = t.lines().iter().position(|line| line.contains("waiting"));
            t.suspect_if(
                question.is_some_and(|at| at > 1 && t.lines()[1] == "ada ends"),
                "waits_in_the_callback",
            );
            let expected = [
                "ada begins",
                "1 waiting, 1 on its way, 0 sent, 0 failed",
                "ada ends",
                "ben begins",
                "ben ends",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn who_waits_longest_is_sent_next() {
        check("newest_first", |t| {
            let log = Log::default();
            let sends = Arc::clone(&log);
            let run = client(
                move |_| slow(sends),
                |world, mut me, mailer| async move {
                    for mail in ["ada", "ben", "eve"] {
                        mailer.deliver(&me, mail);
                    }
                    sleep(LONG).await;
                    world.say("client", status(&mut me, mailer).await);
                    let log = log.lock().unwrap();
                    log.iter()
                        .filter(|line| line.contains("begins"))
                        .for_each(|line| world.say("client", line));
                },
            );
            t.run(run);
            let sent = "0 waiting, 0 on its way, 3 sent, 0 failed";
            t.suspect_if(t.lines()[0] != sent, "unnamed"); // then it is not the order
            t.expect("transcript", &[sent, "ada begins", "ben begins", "eve begins"]);
        });
    }
}

mod retry {
    use super::*;

    /// What happened to each mail, in order.
    type Attempts = Arc<Mutex<Vec<(String, &'static str)>>>;

    #[test]
    fn a_crash_costs_an_attempt_and_nothing_else() {
        check("falls_with_transport", |t| {
            let attempts = Attempts::default();
            let seen = Arc::clone(&attempts);
            let transport = move |_| {
                Transport::new(move |mail| {
                    let seen = Arc::clone(&seen);
                    async move {
                        let first = !seen.lock().unwrap().iter().any(|(of, _)| *of == mail);
                        let outcome = match mail.as_str() {
                            "ben" => "refused",
                            _ if first => "boom",
                            _ => "ok",
                        };
                        seen.lock().unwrap().push((mail, outcome));
                        match outcome {
                            "boom" => resume_unwind(Box::new("boom")), // a panic that nothing prints
                            "refused" => Err("refused".to_owned()),
                            _ => Ok(()),
                        }
                    }
                })
            };
            let run = client(transport, move |world, mut me, mailer| async move {
                mailer.deliver(&me, "ada");
                mailer.deliver(&me, "ben");
                sleep(LONG).await;
                for mail in ["ada", "ben"] {
                    let attempts = attempts.lock().unwrap();
                    let of = attempts.iter().filter(|(of, _)| of == mail);
                    let how: Vec<&str> = of.map(|(_, outcome)| *outcome).collect();
                    world.say("client", format!("{mail}: {}", how.join(" ")));
                }
                let now = mailer.status(&mut me).await;
                world.say("client", now.as_ref().map_or_else(ToString::to_string, ToString::to_string));
                for failure in now.map_or(Vec::new(), |status| status.failed) {
                    let reason = match &failure.reason {
                        ExitReason::Panic(text) => text.to_string(),
                        reason => reason.to_string(),
                    };
                    world.say("client", format!("failed: {}, {reason}", failure.mail));
                }
            });
            t.run(run);
            let dead = t.lines().iter().any(|line| line.contains("the server ended"));
            let given_up = t.lines()[1] == "ben: refused" && t.lines().len() > 3; // and told as failed
            t.suspect_if(!dead, "unnamed");
            t.suspect_if(!dead && given_up, "given_up_at_once");
            t.suspect_if(t.lines()[1].matches("refused").count() > 3, "tried_for_ever");
            t.beam_section(BEAM, "retry");
        });
    }

    #[test]
    fn a_mail_that_rests_holds_up_nobody() {
        check("no_rest", |t| {
            let transport = |world: World| {
                Transport::new(move |mail| {
                    let world = world.clone();
                    async move {
                        let now = world.elapsed().as_secs();
                        let sent = mail == "ben" || now > 0;
                        let outcome = if sent { "is sent" } else { "fails" };
                        world.say("transport", format!("second {now}: {mail} {outcome}"));
                        if sent { Ok(()) } else { Err("busy".to_owned()) }
                    }
                })
            };
            let run = client(transport, |_, me, mailer| async move {
                mailer.deliver(&me, "ada");
                mailer.deliver(&me, "ben");
                sleep(LONG).await;
            });
            t.run(run);
            t.suspect_if(t.lines().len() == 2, "given_up_at_once");
            let expected = ["second 0: ada fails", "second 0: ben is sent", "second 1: ada is sent"];
            t.expect("transcript", &expected);
        });
    }
}

mod idle {
    use super::*;

    #[test]
    fn all_who_wait_learn_that_all_is_done() {
        check("waiter_forgotten", |t| {
            let run = client(
                |_| slow(Log::default()),
                |world, mut me, mailer| async move {
                    let word = |idle: Result<(), _>| idle.map_or("nothing", |()| "idle");
                    let idle = mailer.await_idle(&mut me, LONG).await;
                    world.say("client", format!("nothing to do: {}", word(idle)));
                    mailer.deliver(&me, "ada");
                    let client = me.pid();
                    for name in ["waiter 1", "waiter 2"] {
                        me.spawn(move |mut me| async move {
                            me.register(name).expect("the name is free");
                            let idle = mailer.await_idle(&mut me, LONG).await;
                            me.send(client, word(idle));
                        });
                    }
                    world.settle().await;
                    let now = status(&mut me, mailer).await;
                    world.say("client", format!("while it waits: {now}"));
                    let both = [me.receive::<&str>().await, me.receive::<&str>().await];
                    world.say("client", format!("two who waited: {}", both.join(" ")));
                },
            );
            t.run(run);
            t.beam_section(BEAM, "idle");
        });
    }

    #[test]
    fn a_mail_that_rests_is_still_to_be_done() {
        check("idle_too_early", |t| {
            let transport = |world: World| {
                Transport::new(move |_| {
                    let now = world.elapsed();
                    async move {
                        sleep(SECOND).await;
                        if now > SECOND { Ok(()) } else { Err("busy".to_owned()) }
                    }
                })
            };
            let run = client(transport, |world, mut me, mailer| async move {
                mailer.deliver(&me, "ada");
                let idle = mailer.await_idle(&mut me, LONG).await;
                let word = if idle.is_ok() { "idle" } else { "nothing" };
                let now = status(&mut me, mailer).await;
                world.say("client", format!("second {}: {word}; {now}", world.elapsed().as_secs()));
            });
            t.run(run);
            t.suspect_if(t.lines()[0].contains("nothing"), "waiter_forgotten");
            t.expect("transcript", &["second 3: idle; 0 waiting, 0 on its way, 1 sent, 0 failed"]);
        });
    }
}
