//! Checks of `process`. Each step is a module, each claim a test. Every program runs under twenty seeds.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Outcome, Run, Transcript, World, check, seeds, sim};
use process::{Config, Context, Crash, Down, Ending, Exit, ExitReason, Flush, Pid, System, TrapExit};

/// What the BEAM printed for the same programs.
const BEAM: &str = include_str!("../beam.out");

/// A system in the deterministic world. Only `a` is heard to panic; what is not written yet says so always.
fn system(world: &World, seed: u64) -> System {
    let say = world.clone();
    let log = move |crash: &Crash| {
        let reason = crash.reason.to_string();
        assert!(!reason.starts_with("panic: not yet implemented"), "{}", &reason["panic: ".len()..]);
        if crash.name.as_deref() == Some("a") {
            say.say("crash log", format!("crash log: {reason}"));
        }
    };
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        seed,
        crash_log: Some(Arc::new(log)),
    })
}

/// Runs a program on a fresh system.
fn run<F, Fut>(seed: u64, program: F) -> Run
where
    F: FnOnce(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    sim(seed, |world| {
        let system = system(&world, seed);
        program(world, system)
    })
}

/// Runs a program under every seed and keeps the transcript of the first run that differs from `expected`.
fn under_every_seed<F, Fut>(t: &mut Transcript, expected: &[&str], program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    let mut kept = None;
    for seed in seeds(20) {
        let run = run(seed, &program);
        let differs = run.is_deadlock() || run.lines().ne(expected.iter().map(|line| (*line).to_owned()));
        kept = Some(run);
        if differs {
            break;
        }
    }
    t.run(kept.expect("at least one seed is tried"));
}

/// The lines of one section of the recorded transcript.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

/// The program must print the recorded section under every seed.
fn beam<F, Fut>(t: &mut Transcript, section: &str, program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    under_every_seed(t, &recorded(section), program);
    t.beam_section(BEAM, section);
}

/// The program must print these lines under every seed.
fn always<F, Fut>(t: &mut Transcript, expected: &[&str], program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    under_every_seed(t, expected, program);
    t.expect("transcript", expected);
}

/// Somebody who waits for an order and does nothing else.
async fn idle(mut me: Context) {
    me.receive::<Stop>().await;
}

#[derive(Clone, Copy, Debug)]
struct Stop;

mod spawn {
    use super::*;

    #[test]
    fn what_the_code_returns_is_the_reason() {
        check("reason_lost", |t| {
            always(t, &["normal", "shutdown", "boom"], |world, system| async move {
                let ends = [
                    system.spawn(|_| async {}),
                    system.spawn(|_| async { ExitReason::Shutdown }),
                    system.spawn(|_| async { "boom" }),
                ];
                for end in ends {
                    let reason = system.join(end).await;
                    world.say("main", reason.to_string());
                }
            });
        });
    }

    #[test]
    fn a_panic_ends_one_process_and_is_not_lost() {
        check("panic_escapes", |t| {
            let lines = ["crash log: panic: oops", "a ended: panic: oops", "b ended: normal"];
            t.suspect("panic_escapes");
            let program = |world: World, system: System| async move {
                let b = system.spawn(|_| tokio::time::sleep(Duration::from_secs(1)));
                let a = system.spawn(|_| async { panic!("oops") });
                system.register("a", a).expect("the name is free");
                world.say("main", format!("a ended: {}", system.join(a).await));
                world.say("main", format!("b ended: {}", system.join(b).await));
            };
            under_every_seed(t, &lines, program);
            t.suspect_if(!t.lines().contains(&"a ended: panic: oops".to_owned()), "panic_lost");
            t.expect("transcript", &lines);
        });
    }

    #[test]
    fn messages_wait_in_the_queue() {
        check("message_lost", |t| {
            always(t, &["before: 0", "after: 3"], |world, system| async move {
                let waiting = system.spawn(|_| tokio::time::sleep(Duration::from_secs(1)));
                let len = |system: &System| system.info(waiting).map_or(0, |info| info.message_queue_len);
                world.say("main", format!("before: {}", len(&system)));
                for n in 0..3 {
                    system.send(waiting, n);
                }
                world.say("main", format!("after: {}", len(&system)));
            });
        });
    }
}

mod receive {
    use super::*;

    async fn order(world: World, system: System) {
        let main = system.spawn(move |mut me| async move {
            let main = me.pid();
            me.spawn(move |me| async move {
                for n in 1..=5 {
                    me.send(main, n);
                    if n == 3 {
                        tokio::time::sleep(Duration::from_millis(1)).await;
                    }
                }
            });
            let mut got = Vec::new();
            for _ in 0..5 {
                got.push(me.receive::<i32>().await.to_string());
            }
            world.say("main", format!("got {}", got.join(" ")));
        });
        system.join(main).await;
    }

    #[test]
    fn messages_arrive_in_the_order_they_were_sent() {
        check("order_lost", |t| {
            t.suspect("never_woken");
            under_every_seed(t, &recorded("order between two processes"), order);
            t.suspect("order_lost");
            t.beam_section(BEAM, "order between two processes");
        });
    }

    async fn selective(world: World, system: System) {
        let main = system.spawn(move |mut me| async move {
            for color in ["red", "green", "blue", "green"] {
                me.send(me.pid(), color);
            }
            for wanted in ["blue", "green"] {
                let got = me.receive_if(|color: &&str| *color == wanted).await;
                world.say("main", format!("got {got}"));
            }
            world.say("main", format!("got {}", me.receive::<&str>().await));
            let red = me.receive_if_timeout(Duration::from_millis(10), |color: &&str| *color == "red").await;
            world.say("main", red.map_or("no red in 10 ms".to_owned(), |red| format!("got {red}")));
            let last = me.receive_timeout::<&str>(Duration::from_secs(1)).await;
            world.say("main", format!("got {}", last.unwrap_or("nothing")));
        });
        system.join(main).await;
    }

    #[test]
    fn a_pattern_reaches_over_what_does_not_fit() {
        check("order_lost", |t| beam(t, "selective receive", selective));
    }

    #[test]
    fn who_waits_is_woken() {
        check("never_woken", |t| {
            t.suspect("never_woken");
            always(t, &["got 1 after 1 s", "got 2 after 2 s"], |world, system| async move {
                let clock = world.clone();
                let waiting = system.spawn(move |mut me| async move {
                    for _ in 0..2 {
                        let n = me.receive::<i32>().await;
                        world.say("waiting", format!("got {n} after {} s", world.elapsed().as_secs()));
                    }
                });
                for n in 1..=2 {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    system.send(waiting, n);
                }
                system.join(waiting).await;
                drop(clock);
            });
        });
    }

    #[test]
    fn a_deadlock_says_who_waits() {
        check("never_woken", |t| {
            let run = run(1, |_, system| async move {
                let server = system.spawn(|mut me| async move {
                    me.receive_if(|n: &i32| *n > 9).await;
                });
                system.register("server", server).expect("the name is free");
                system.send(server, 3);
                system.join(server).await;
            });
            let Outcome::Deadlock(waiting) = &run.outcome else { panic!("nobody sends what it waits for") };
            for w in waiting {
                t.line(format!("{} waits in {}; mailbox: {}", w.process, w.what, w.mailbox.join(" ")));
            }
            t.expect("transcript", &["server waits in receive; mailbox: 3"]);
        });
    }
}

mod monitors {
    use super::*;

    #[test]
    fn a_monitoring_process_hears_the_reason() {
        check("target_not_told", |t| {
            t.suspect("target_not_told");
            let titles = ["normal", "shutdown", "boom", "raised"];
            let lines = titles.map(|title| recorded(title)[2]);
            always(t, &lines, |world, system| async move {
                let ends: [fn() -> ExitReason; 4] =
                    [|| ExitReason::Normal, || ExitReason::Shutdown, || "boom".into(), || panic!("oops")];
                for end in ends {
                    let world = world.clone();
                    let watching = system.spawn(move |mut me| async move {
                        let (pid, reference) = me.spawn_monitor(move |_| async move { end() });
                        let down: Down = me.receive().await;
                        assert_eq!((down.target, down.reference), (process::Target::Process(pid), reference));
                        world.say("monitoring", format!("monitoring: DOWN {}", down.reason));
                    });
                    system.join(watching).await;
                }
            });
        });
    }

    #[test]
    fn a_monitor_of_the_dead_fires_at_once() {
        check("noproc_missing", |t| {
            t.suspect("noproc_missing");
            always(t, &["DOWN noproc of <0.1.0>", "DOWN noproc of server"], |world, system| async move {
                let dead = system.spawn(|_| async {});
                system.join(dead).await;
                let watching = system.spawn(move |mut me| async move {
                    me.monitor(dead);
                    let down: Down = me.receive().await;
                    world.say("watching", format!("{down:?} of {dead}"));
                    me.monitor_name("server");
                    let down: Down = me.receive().await;
                    world.say("watching", format!("{down:?} of server"));
                });
                system.join(watching).await;
            });
        });
    }

    #[test]
    fn each_monitor_fires_once_and_a_removed_one_never() {
        check("fires_wrongly", |t| {
            always(
                t,
                &["DOWN normal", "DOWN normal", "nothing more", "flushed"],
                |world, system| async move {
                    let watching = system.spawn(move |mut me| async move {
                        let b = me.spawn(idle);
                        let removed = me.monitor(b);
                        let (_, late) = (me.monitor(b), me.monitor(b));
                        me.demonitor(removed, Flush::No);
                        me.send(b, Stop);
                        for _ in 0..2 {
                            world.say("watching", format!("{:?}", me.receive::<Down>().await));
                        }
                        let more = me.receive_timeout::<Down>(Duration::from_secs(1)).await;
                        world.say(
                            "watching",
                            more.map_or("nothing more".to_owned(), |down| format!("{down:?}")),
                        );
                        me.demonitor(late, Flush::Yes);
                        let c = me.spawn(idle);
                        let gone = me.monitor(c);
                        me.send(c, Stop);
                        tokio::time::sleep(Duration::from_secs(1)).await; // the DOWN lies in the mailbox
                        me.demonitor(gone, Flush::Yes);
                        let more = me.receive_timeout::<Down>(Duration::ZERO).await;
                        world.say("watching", more.map_or("flushed".to_owned(), |down| format!("{down:?}")));
                    });
                    system.join(watching).await;
                },
            );
        });
    }
}

mod exit {
    use super::*;

    async fn kill(world: World, system: System) {
        let trapping = system.spawn(|me| async move {
            me.trap_exit(TrapExit::Yes);
            idle(me).await;
        });
        world.settle().await;
        system.exit(trapping, ExitReason::Kill);
        world.say("main", format!("alive: {}", system.is_alive(trapping)));
        // Who trapped it would wait for ever.
        let died = tokio::time::timeout(Duration::from_secs(1), system.join(trapping)).await;
        world.say("main", died.map_or("lives on".to_owned(), |reason| format!("died: {reason}")));
    }

    #[test]
    fn kill_cannot_be_trapped() {
        check("kill_is_trapped", |t| {
            under_every_seed(t, &recorded("kill cannot be trapped"), kill);
            t.suspect_if(t.lines() == ["alive: false", "lives on"], "dies_without_waking");
            t.beam_section(BEAM, "kill cannot be trapped");
        });
    }

    async fn order(world: World, system: System) {
        let trapping = system.spawn(|mut me| async move {
            me.trap_exit(TrapExit::Yes);
            me.receive::<Pid>().await; // the order to go on
            let mut got = Vec::new();
            for _ in 0..3 {
                let Some(envelope) = me.receive_where_timeout(Duration::from_secs(1), |_| true).await else {
                    break;
                };
                got.push(match envelope.open::<&str>() {
                    Ok(text) => text.to_owned(),
                    Err(other) => format!("{other:?}"),
                });
            }
            world.say("trapping", got.join(", "));
        });
        let main = system.spawn(move |me| async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            me.exit(trapping, "boom");
            me.send(trapping, "hello");
            me.exit(trapping, "bang");
            me.send(trapping, me.pid());
        });
        system.join(main).await;
        system.join(trapping).await;
    }

    #[test]
    fn signals_and_messages_keep_their_order() {
        check("signal_lost", |t| beam(t, "signals keep their order", order));
    }

    #[test]
    fn a_signal_wakes_whoever_sleeps() {
        check("dies_without_waking", |t| {
            t.suspect("dies_without_waking");
            always(t, &["died: boom after 0 s"], |world, system| async move {
                let sleeping = system.spawn(|_| tokio::time::sleep(Duration::from_secs(3600)));
                world.settle().await;
                system.exit(sleeping, "boom");
                let reason = system.join(sleeping).await;
                world.say("main", format!("died: {reason} after {} s", world.elapsed().as_secs()));
            });
        });
    }

    #[test]
    fn the_first_reason_stays() {
        check("later_reason_wins", |t| {
            always(t, &["died: boom"], |world, system| async move {
                let victim = system.spawn(idle);
                system.exit(victim, ExitReason::Normal); // no news for a process that traps nothing
                system.exit(victim, "boom");
                system.exit(victim, ExitReason::Kill);
                world.say("main", format!("died: {}", system.join(victim).await));
            });
        });
    }

    struct Guard(World);

    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.say("victim", "what it owned is gone");
        }
    }

    #[test]
    fn the_dead_own_nothing_and_send_nothing() {
        check("signal_lost", |t| {
            always(t, &["what it owned is gone", "died: boom", "messages: 0"], |world, system| async move {
                let other = system.spawn(idle);
                let guard = Guard(world.clone());
                let victim = system.spawn(move |me| async move {
                    let _guard = guard;
                    me.exit(me.pid(), "boom");
                    me.send(other, Stop); // it is dead, though its code runs on to the next await
                    idle(me).await;
                });
                world.say("main", format!("died: {}", system.join(victim).await));
                let info = system.info(other).expect("it lives");
                world.say("main", format!("messages: {}", info.message_queue_len));
            });
        });
    }
}

mod links {
    use super::*;

    /// How a process can end.
    #[derive(Clone, Copy)]
    enum Ends {
        With(fn() -> ExitReason),
        KilledByAnother,
    }

    #[derive(Clone, Copy, Debug)]
    struct Go;

    /// A linked, a trapping and a monitoring process, and what each of them sees of the end of a fourth.
    async fn three_see(world: World, system: System, ends: Ends) {
        let dying = system.spawn(move |mut me| async move {
            me.receive::<Go>().await;
            match ends {
                Ends::With(reason) => reason(),
                Ends::KilledByAnother => ExitReason::Normal,
            }
        });
        let lines = Arc::new(Mutex::new(Vec::new()));
        let linked = system.spawn(move |me| async move {
            me.link(dying);
            idle(me).await;
        });
        let heard = Arc::clone(&lines);
        let trapping = system.spawn(move |mut me| async move {
            me.trap_exit(TrapExit::Yes);
            me.link(dying);
            let exit: Exit = me.receive().await;
            heard.lock().expect("nobody panics").push(format!("trapping: EXIT {}", exit.reason));
        });
        let heard = Arc::clone(&lines);
        let monitoring = system.spawn(move |mut me| async move {
            me.monitor(dying);
            let down: Down = me.receive().await;
            heard.lock().expect("nobody panics").push(format!("monitoring: DOWN {}", down.reason));
        });
        for (name, process) in [("linked", linked), ("trapping", trapping), ("monitoring", monitoring)] {
            system.register(name, process).expect("the name is free");
        }
        world.settle().await;
        match ends {
            Ends::With(_) => system.send(dying, Go),
            Ends::KilledByAnother => system.exit(dying, ExitReason::Kill),
        }
        world.settle().await;
        let alive = system.is_alive(linked);
        let fate = if alive { "lives".to_owned() } else { format!("died: {}", system.join(linked).await) };
        world.say("main", format!("linked: {fate}"));
        let mut lines = lines.lock().expect("nobody panics").clone();
        lines.sort_by(|a: &String, b| b.cmp(a));
        for line in lines {
            world.say("main", line);
        }
    }

    fn seen(t: &mut Transcript, title: &str, ends: Ends) {
        under_every_seed(t, &recorded(title), |world, system| three_see(world, system, ends));
        t.suspect_if(
            t.lines().first().is_some_and(|line| line == "linked: died: killed"),
            "link_felt_as_exit",
        );
        t.beam_section(BEAM, title);
    }

    #[test]
    fn linked_trapping_and_monitoring_see_what_they_see_on_the_beam() {
        check("link_one_sided", |_| {
            let all = [
                ("boom", Ends::With(|| "boom".into())),
                ("normal", Ends::With(|| ExitReason::Normal)),
                ("shutdown", Ends::With(|| ExitReason::Shutdown)),
                ("killed by another", Ends::KilledByAnother),
                ("raised", Ends::With(|| panic!("oops"))),
            ];
            for (title, ends) in all {
                seen(&mut Transcript::default(), title, ends);
            }
        });
    }

    #[test]
    fn a_kill_over_a_link_is_a_reason_like_any_other() {
        check("link_one_sided", |t| seen(t, "kill itself", Ends::With(|| ExitReason::Kill)));
    }

    async fn dead(world: World, system: System) {
        let dead = system.spawn(|_| async {});
        system.join(dead).await;
        let plain = system.spawn(move |me| async move {
            me.link(dead);
            idle(me).await;
        });
        world.settle().await;
        let alive = system.is_alive(plain);
        let fate = if alive { "lives".to_owned() } else { format!("died: {}", system.join(plain).await) };
        world.say("main", format!("plain {fate}"));
    }

    #[test]
    fn a_link_with_the_dead_brings_noproc() {
        check("noproc_missing", |t| beam(t, "link with a process that has ended", dead));
    }

    async fn no_catch(world: World, system: System) {
        let parent = system.spawn(|mut me| async move {
            me.spawn_link(|_| async { "boom" });
            let result: Result<u32, String> = me.receive().await;
            match result {
                Ok(_) => "result",
                Err(_) => "caught",
            }
        });
        world.settle().await;
        if !system.is_alive(parent) {
            world.say("main", format!("parent died: {}", system.join(parent).await));
        }
    }

    #[test]
    fn a_match_on_a_result_catches_no_crash() {
        check("link_one_sided", |t| beam(t, "a match catches no crash", no_catch));
    }

    #[test]
    fn an_exit_runs_round_a_cycle_and_stops() {
        check("link_one_sided", |t| {
            always(t, &["a died: boom", "b died: boom", "c died: boom"], |world, system| async move {
                let processes = ["a", "b", "c"].map(|name| (name, system.spawn(idle)));
                let linker = system.spawn(move |me| async move {
                    me.trap_exit(TrapExit::Yes);
                    for (_, process) in processes {
                        me.link(process);
                    }
                    me.exit(processes[1].1, "boom");
                    idle(me).await;
                });
                world.settle().await;
                system.exit(linker, "boom");
                for (_, process) in processes {
                    system.exit(process, "boom");
                }
                for (name, process) in processes {
                    world.say("main", format!("{name} died: {}", system.join(process).await));
                }
            });
        });
    }
}

mod names {
    use super::*;

    async fn named(world: World, system: System) {
        let server = system.spawn(|mut me| async move {
            let client = me.receive::<Pid>().await;
            me.send(client, "answer");
        });
        system.register("server", server).expect("the name is free");
        let client = system.spawn(move |mut me| async move {
            me.monitor(server);
            me.send_name("server", me.pid()).expect("somebody has the name");
            world.say("client", format!("got {}", me.receive::<&str>().await));
            let down: Down = me.receive().await;
            world.say("client", format!("server down: {}", down.reason));
            let found = me.system().whereis("server").map_or("nil".to_owned(), |pid| pid.to_string());
            world.say("client", format!("whereis server: {found}"));
            let sent = me.send_name("server", "hello").map_or("badarg", |()| "sent");
            world.say("client", format!("send to server: {sent}"));
        });
        system.join(client).await;
    }

    #[test]
    fn a_name_is_free_when_the_end_is_heard() {
        check("name_outlives_process", |t| {
            under_every_seed(t, &recorded("names"), named);
            let last = t.lines().last().cloned().unwrap_or_default();
            let free = t.lines().iter().any(|line| line == "whereis server: nil");
            t.suspect_if(free && last.ends_with("sent"), "badarg_swallowed");
            t.beam_section(BEAM, "names");
        });
    }

    async fn timed(world: World, system: System) {
        let main = system.spawn(move |mut me| async move {
            let timer = me.send_after(Duration::from_secs(60), me.pid(), "too late");
            me.send_after(Duration::from_millis(10), me.pid(), "tick");
            world.say("main", format!("got {}", me.receive::<&str>().await));
            let left = me.cancel_timer(timer);
            world.say(
                "main",
                format!("cancelled with time left: {}", left.is_some_and(|left| !left.is_zero())),
            );
            let more = me.receive_timeout::<&str>(Duration::from_millis(10)).await;
            world.say("main", more.map_or("nothing more".to_owned(), |more| format!("got {more}")));
        });
        system.join(main).await;
    }

    #[test]
    fn a_timer_sends_when_its_time_has_come() {
        check("timer_message_lost", |t| {
            t.suspect("timer_message_lost");
            beam(t, "timers", timed);
        });
    }

    #[test]
    fn a_timer_to_a_name_finds_whoever_has_it_then() {
        check("timer_message_lost", |t| {
            t.suspect("timer_message_lost");
            always(t, &["the new server got tick after 5 s"], |world, system| async move {
                let old = system.spawn(idle);
                system.register("server", old).expect("the name is free");
                let starter = system.spawn(|me| async move {
                    me.send_after(Duration::from_secs(5), "server", "tick");
                });
                system.join(starter).await;
                system.send(old, Stop);
                system.join(old).await;
                let new = system.spawn(move |mut me| async move {
                    let tick: &str = me.receive().await;
                    let seconds = world.elapsed().as_secs();
                    world.say("new", format!("the new server got {tick} after {seconds} s"));
                });
                system.register("server", new).expect("the name is free again");
                system.join(new).await;
            });
        });
    }

    /// Everything at once: a server under a name, clients that link, watch and call, timers, a crash.
    async fn town(_: World, system: System) {
        let server = system.spawn(|mut me| async move {
            for _ in 0..3 {
                let call: process::Call<u32> = me.receive().await;
                me.reply(call.from, call.request * 2);
            }
            ExitReason::Shutdown
        });
        system.register("server", server).expect("the name is free");
        let clients: Vec<Pid> = ["a", "b", "c", "d"]
            .into_iter()
            .zip(1_u32..)
            .map(|(name, n)| {
                let client = system.spawn(move |mut me| async move {
                    me.monitor(server);
                    me.send_after(Duration::from_millis(u64::from(n)), me.pid(), n);
                    let n: u32 = me.receive().await;
                    let answer = me.call::<u32>(server, n, Some(Duration::from_secs(1))).await;
                    let down: Down = me.receive().await;
                    answer.map_or_else(|_| down.reason, |_| ExitReason::Normal)
                });
                system.register(name, client).expect("the name is free");
                client
            })
            .collect();
        for client in clients {
            system.join(client).await;
        }
    }

    #[test]
    fn one_seed_gives_one_trace() {
        check("timer_message_lost", |t| {
            for seed in seeds(20) {
                assert_eq!(run(seed, town).events, run(seed, town).events, "seed {seed}");
            }
            t.events(&run(1, town), |event| Some(event.to_string()));
            t.snapshot("town", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

/// A value that any of the types a process may return can be made of.
#[allow(dead_code, reason = "it is enough that it compiles")]
fn everything_ends(me: Context) -> impl Future<Output: Ending> {
    async move {
        let mut me = me;
        loop {
            me.next().await;
        }
    }
}
