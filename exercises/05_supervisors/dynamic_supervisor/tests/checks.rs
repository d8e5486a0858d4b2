//! Checks of `dynamic_supervisor`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use dynamic_supervisor::{
    ChildKind, ChildSpec, ChildState, DynamicError, DynamicSupervisor, Flags, Options, Restart, Shutdown,
    StartError, start_link,
};
use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use harness::{Run, World, check, sim};
use process::{Config, Context, Down, Exit, ExitReason, Pid, System, TrapExit};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Longer than anything takes here.
const LONG: Duration = Duration::from_secs(60);

/// Runs `body` as the process `main`, which traps exits.
fn main<F, Fut>(body: F) -> Run
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
        let inside = world.clone();
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(inside, me).await;
        });
        system.join(main).await;
    })
}

/// A worker that tells `main` of its start and its end, and needs a word before it ends.
#[derive(Debug)]
struct Worker(&'static str);

#[derive(Debug)]
struct Started(&'static str);

#[derive(Debug)]
struct Ending(&'static str, ExitReason, Pid);

#[derive(Debug)]
struct Go;

impl GenServer for Worker {
    type Args = &'static str;
    type Call = ();
    type Reply = ();
    type Cast = ExitReason;
    type Continue = ();

    async fn init(name: &'static str, me: &mut Context) -> Init<Self> {
        me.trap_exit(TrapExit::Yes);
        let _ = me.send_name("main", Started(name));
        Init::ok(Self(name))
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }

    async fn handle_cast(&mut self, reason: ExitReason, _: &mut Context) -> Next<Self> {
        Next::Stop(reason)
    }

    async fn terminate(&mut self, reason: &ExitReason, me: &mut Context) {
        let pid = me.pid();
        let _ = me.send_name("main", Ending(self.0, reason.clone(), pid));
        me.receive::<Go>().await;
    }
}

fn worker(name: &'static str, restart: Restart) -> ChildSpec {
    ChildSpec::server::<Worker>(name, name, Options::named(name)).restart(restart)
}

async fn start(
    world: &World,
    me: &mut Context,
    sup: DynamicSupervisor,
    name: &'static str,
    restart: Restart,
) {
    let answer = match sup.start_child(me, worker(name, restart)).await {
        Ok(_) => "ok".to_owned(),
        Err(DynamicError::NotStarted(reason)) if reason.to_string().starts_with("{already_started") => {
            "error already_started".to_owned()
        }
        Err(error) => format!("error {error}"),
    };
    world.say("main", format!("start {name}: {answer}"));
}

/// Waits for the word of a new life; says whether it came.
async fn started(me: &mut Context, name: &'static str) -> bool {
    me.receive_if_timeout(LONG, |started: &Started| started.0 == name).await.is_some()
}

/// Says what has become of a child that should have come back.
async fn again(world: &World, me: &mut Context, what: &str, name: &'static str) {
    let came = if started(me, name).await { "started again" } else { "does not come back" };
    world.say("main", format!("{name} {what}: {came}"));
}

/// Ends a child by a cast, and waits until it has ended.
async fn end_child(me: &mut Context, name: &'static str, reason: &str) {
    let Some(server) = Server::<Worker>::whereis(me.system(), name) else { return };
    server.cast(me, reason.into());
    me.receive_if(|ending: &Ending| ending.0 == name).await;
    me.send(server.pid(), Go);
    me.system().join(server.pid()).await;
}

async fn counted(me: &mut Context, sup: DynamicSupervisor) -> String {
    let count = sup.count_children(me).await.expect("it answers");
    let dynamic_supervisor::Count { specs, active, supervisors, workers } = count;
    format!("[active: {active}, specs: {specs}, supervisors: {supervisors}, workers: {workers}]")
}

async fn supervisor(me: &mut Context, max_restarts: usize, max_children: Option<usize>) -> DynamicSupervisor {
    let flags = Flags { max_restarts, max_children, ..Flags::default() };
    start_link(me, flags, Options::named("sup")).await.expect("the name is free")
}

/// A child whose second start takes a second and fails. It crashes at a word.
fn hesitant() -> ChildSpec {
    let starts = Arc::new(AtomicU32::new(0));
    ChildSpec::new("hesitant", move |me| {
        let life = starts.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            if life == 1 {
                sleep(Duration::from_secs(1)).await;
                return Err(StartError::Stop("boom".into()));
            }
            Ok(me.spawn_link(|mut me| async move {
                me.receive::<Go>().await;
                ExitReason::from("boom")
            }))
        })
    })
}

/// Has such a child crash, and comes back while it is being started again.
async fn in_the_middle_of_a_restart(world: &World, me: &mut Context, sup: DynamicSupervisor) -> Pid {
    let first = sup.start_child(me, hesitant()).await.expect("it starts").expect("it has a pid");
    me.send(first, Go);
    me.system().join(first).await;
    world.settle().await;
    first
}

/// Ends whatever is left, without waiting for a word.
async fn kill_all(me: &mut Context, sup: DynamicSupervisor) {
    for child in sup.which_children(me).await.expect("it answers") {
        if let ChildState::Running(pid) = child.state {
            me.exit(pid, ExitReason::Kill);
        }
    }
    me.exit(sup.pid(), ExitReason::Kill);
}

mod predict {
    use super::*;
    use dynamic_supervisor::predict::{ROOM_AFTER_A_CRASH, SAME_SPECIFICATION_TWICE, SECONDS_TO_STOP};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_static_supervisor", |t| {
            let ours = [ROOM_AFTER_A_CRASH, SECONDS_TO_STOP, SAME_SPECIFICATION_TWICE];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let ending = BEAM.lines().find(|line| line.starts_with("ending at the same time"));
            let at_once = ending.is_some_and(|line| line.contains("d shutdown, e shutdown, f shutdown"));
            let seconds = if at_once { "1" } else { "3" };
            t.expect("beam.out", &["ok", seconds, "two"]);
        });
    }
}

mod start {
    use super::*;

    #[test]
    fn children_are_started_while_there_is_room() {
        check("no_limit", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, Some(3)).await;
                for (name, restart) in [
                    ("a", Restart::Permanent),
                    ("b", Restart::Transient),
                    ("a", Restart::Permanent),
                    ("c", Restart::Temporary),
                    ("d", Restart::Permanent),
                ] {
                    super::start(&world, &mut me, sup, name, restart).await;
                }
                let children = sup.which_children(&mut me).await.expect("it answers");
                let shown = children.iter().map(|child| {
                    let runs = matches!(child.state, ChildState::Running(_));
                    format!("{{:undefined, {runs}, :{}}}", format!("{:?}", child.kind).to_lowercase())
                });
                world.say("main", format!("which: [{}]", shown.collect::<Vec<_>>().join(", ")));
                world.say("main", format!("count: {}", counted(&mut me, sup).await));
                kill_all(&mut me, sup).await;
            }));
            t.suspect_if(t.lines().iter().any(|line| line.starts_with("which: []")), "child_not_kept");
            t.beam_section(BEAM, "children");
        });
    }

    #[test]
    fn one_specification_serves_many_children() {
        check("child_not_kept", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                let room = ChildSpec::process("room", |mut me: Context| async move { drop(me.next().await) });
                for _ in 0..3 {
                    let pid = sup.start_child(&mut me, room.clone()).await;
                    world.say("main", format!("a pid: {}", matches!(pid, Ok(Some(_)))));
                }
                let none = ChildSpec::new("none", |_| Box::pin(async { Err(StartError::Ignore) }));
                world.say("main", format!("ignore: {:?}", sup.start_child(&mut me, none).await));
                let broken =
                    ChildSpec::new("broken", |_| Box::pin(async { Err(StartError::Stop("boom".into())) }));
                let answer = sup.start_child(&mut me, broken.kind(ChildKind::Supervisor)).await;
                world.say("main", format!("broken: {}", answer.expect_err("it does not start")));
                world.say("main", counted(&mut me, sup).await);
                me.exit(sup.pid(), ExitReason::Kill);
            }));
            let pid = "a pid: true";
            let count = "[active: 3, specs: 3, supervisors: 0, workers: 3]";
            t.expect("transcript", &[pid, pid, pid, "ignore: Ok(None)", "broken: boom", count]);
        });
    }
}

mod restart {
    use super::*;

    #[test]
    fn a_child_comes_back_as_its_restart_type_says() {
        check("not_restarted", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                for (name, restart) in
                    [("a", Restart::Permanent), ("b", Restart::Transient), ("c", Restart::Temporary)]
                {
                    sup.start_child(&mut me, worker(name, restart)).await.expect("it starts");
                    started(&mut me, name).await;
                }
                for name in ["a", "b"] {
                    end_child(&mut me, name, "boom").await;
                    again(&world, &mut me, "crashes", name).await;
                }
                end_child(&mut me, "c", "boom").await;
                end_child(&mut me, "b", "normal").await;
                end_child(&mut me, "a", "normal").await;
                again(&world, &mut me, "ends normally", "a").await;
                world.say("main", format!("b ended normally, c crashed: {}", counted(&mut me, sup).await));
                kill_all(&mut me, sup).await;
            }));
            t.beam_section(BEAM, "restart");
        });
    }

    #[test]
    fn too_many_restarts_of_all_children_together_end_the_supervisor() {
        check("never_gives_up", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 1, None).await;
                for name in ["g", "h"] {
                    sup.start_child(&mut me, worker(name, Restart::Permanent)).await.expect("it starts");
                    started(&mut me, name).await;
                }
                end_child(&mut me, "g", "boom").await;
                again(&world, &mut me, "crashes", "g").await;
                end_child(&mut me, "h", "boom").await;
                if let Some(Ending(name, reason, pid)) = me.receive_timeout(LONG).await {
                    world.say("main", format!("h crashes: {name} ends {reason}"));
                    me.send(pid, Go);
                }
                let exit = me.receive_if_timeout(LONG, |exit: &Exit| exit.from == sup.pid()).await;
                let end = exit.map_or("it goes on".to_owned(), |exit| exit.reason.to_string());
                world.say("main", format!("the supervisor ends: {end}"));
                if me.system().is_alive(sup.pid()) {
                    kill_all(&mut me, sup).await;
                }
            }));
            t.suspect_if(t.lines().iter().any(|line| line.ends_with("does not come back")), "not_restarted");
            t.beam_section(BEAM, "intensity");
        });
    }

    #[test]
    fn a_restart_that_fails_is_tried_again_and_keeps_its_place() {
        check("gives_up_at_once", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, Some(1)).await;
                let starts = Arc::new(AtomicU32::new(0));
                let stubborn = ChildSpec::new("stubborn", move |me| {
                    let life = starts.fetch_add(1, Ordering::Relaxed);
                    Box::pin(async move {
                        // The first life crashes at a word, the next two do not come about, the fourth goes on.
                        match life {
                            1 | 2 => Err(StartError::Stop("not yet".into())),
                            _ => Ok(me.spawn_link(|mut me| async move {
                                me.receive::<Go>().await;
                                ExitReason::from("boom")
                            })),
                        }
                    })
                });
                let first =
                    sup.start_child(&mut me, stubborn).await.expect("it starts").expect("it has a pid");
                me.send(first, Go);
                me.system().join(first).await;
                world.settle().await;
                let children = sup.which_children(&mut me).await.expect("it answers");
                let runs =
                    children.iter().filter(|child| matches!(child.state, ChildState::Running(_))).count();
                let restarts: Vec<u32> = children.iter().map(|child| child.restarts).collect();
                world.say(
                    "main",
                    format!("children: {}, running: {runs}, restarts: {restarts:?}", children.len()),
                );
                super::start(&world, &mut me, sup, "late", Restart::Temporary).await;
                kill_all(&mut me, sup).await;
            }));
            let expected = ["children: 1, running: 1, restarts: [1]", "start late: error max_children"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn whoever_is_being_restarted_takes_up_room() {
        check("no_limit", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, Some(1)).await;
                in_the_middle_of_a_restart(&world, &mut me, sup).await;
                super::start(&world, &mut me, sup, "late", Restart::Temporary).await;
                kill_all(&mut me, sup).await;
            }));
            t.expect("transcript", &["start late: error max_children"]);
        });
    }
}

mod terminate {
    use super::*;

    #[test]
    fn a_child_is_ended_for_good_and_then_nobody_knows_it() {
        check("comes_back_after_terminate", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                for name in ["a", "d"] {
                    if name == "d" {
                        super::start(&world, &mut me, sup, name, Restart::Temporary).await;
                    } else {
                        sup.start_child(&mut me, worker(name, Restart::Permanent)).await.expect("it starts");
                    }
                    started(&mut me, name).await;
                }
                let a = me.system().whereis("a").expect("it runs");
                let inside = world.clone();
                let asker = me.spawn(move |mut me| async move {
                    let answer = sup.terminate_child(&mut me, a).await;
                    inside
                        .say("main", format!("terminate a: {}", if answer.is_ok() { "ok" } else { "error" }));
                });
                if let Some(Ending(name, reason, pid)) = me.receive_timeout(LONG).await {
                    world.say("main", format!("{name} ends: {reason}"));
                    me.send(pid, Go);
                }
                me.system().join(asker).await;
                let again = sup.terminate_child(&mut me, a).await;
                let again = again.map_or_else(|error| format!("error {error}"), |()| "ok".to_owned());
                world.say("main", format!("terminate a again: {again}"));
                world.say("main", format!("left: {}", counted(&mut me, sup).await));
                kill_all(&mut me, sup).await;
            }));
            let not_told = t.lines().iter().any(|line| line == "terminate a: error");
            t.suspect_if(not_told, "terminate_not_answered");
            t.beam_section(BEAM, "terminate");
        });
    }

    #[test]
    fn a_restart_that_goes_on_is_ended_too() {
        check("terminate_not_answered", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                let first = in_the_middle_of_a_restart(&world, &mut me, sup).await;
                let answer = sup.terminate_child(&mut me, first).await;
                let answer = answer.map_or_else(|error| format!("error {error}"), |()| "ok".to_owned());
                sleep(Duration::from_secs(2)).await;
                world.say("main", format!("terminate: {answer}; left: {}", counted(&mut me, sup).await));
                kill_all(&mut me, sup).await;
            }));
            let came_back = t.lines()[0].starts_with("terminate: ok");
            t.suspect_if(came_back, "comes_back_after_terminate");
            let count = "[active: 0, specs: 0, supervisors: 0, workers: 0]";
            t.expect("transcript", &[format!("terminate: ok; left: {count}")]);
        });
    }

    #[test]
    fn the_answer_comes_when_the_child_has_ended() {
        check("answers_before_the_end", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                let tidy = ChildSpec::process("tidy", |mut me: Context| async move {
                    me.trap_exit(TrapExit::Yes);
                    me.receive::<Exit>().await;
                    sleep(Duration::from_secs(1)).await; // puts its things in order
                });
                let child = sup.start_child(&mut me, tidy).await.expect("it starts").expect("it has a pid");
                world.settle().await;
                let begun = world.elapsed();
                let answer = sup.terminate_child(&mut me, child).await;
                let (took, lives) = ((world.elapsed() - begun).as_secs(), me.system().is_alive(child));
                let answer = if answer.is_ok() { "ok" } else { "error" };
                world.say("main", format!("terminate: {answer} after {took} s, alive: {lives}"));
                kill_all(&mut me, sup).await;
            }));
            t.expect("transcript", &["terminate: ok after 1 s, alive: false"]);
        });
    }
}

mod at_once {
    use super::*;

    #[test]
    fn all_children_are_told_before_the_first_has_ended() {
        check("one_after_the_other", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                for name in ["d", "e", "f"] {
                    if name == "d" {
                        sup.start_child(&mut me, worker(name, Restart::Temporary)).await.expect("it starts");
                    } else {
                        super::start(&world, &mut me, sup, name, Restart::Permanent).await;
                    }
                }
                let inside = world.clone();
                let stopper = me.spawn(move |mut me| async move {
                    let answer = sup.stop(&mut me, ExitReason::Normal, None).await;
                    inside.say("main", format!("stop: {}", if answer.is_ok() { "ok" } else { "error" }));
                });
                world.settle().await;
                let mut ending = Vec::new();
                while let Some(one) = me.receive_timeout::<Ending>(Duration::ZERO).await {
                    ending.push(one);
                }
                ending.sort_by_key(|Ending(name, ..)| *name);
                let told: Vec<String> =
                    ending.iter().map(|Ending(name, why, _)| format!("{name} {why}")).collect();
                world.say("main", format!("ending at the same time: {}", told.join(", ")));
                while me.system().is_alive(stopper) {
                    ending.drain(..).for_each(|Ending(_, _, pid)| me.send(pid, Go));
                    ending.extend(me.receive_timeout::<Ending>(Duration::from_secs(1)).await);
                }
            }));
            let nobody = |line: &String| line.ends_with("time: ") || line == "stop: ok";
            t.suspect_if(t.lines().get(2).is_some_and(nobody), "children_left_running");
            t.beam_section(BEAM, "at_once");
        });
    }

    #[test]
    fn each_has_its_own_grace_and_all_run_side_by_side() {
        check("one_after_the_other", |t| {
            t.run(main(|world, mut me| async move {
                let sup = supervisor(&mut me, 3, None).await;
                let deaf = ChildSpec::process("deaf", |mut me: Context| async move {
                    me.trap_exit(TrapExit::Yes);
                    me.receive::<Go>().await;
                });
                let mut children = Vec::new();
                for shutdown in [1, 3, 2].map(|s| Shutdown::Timeout(Duration::from_secs(s))) {
                    children
                        .push((shutdown, sup.start_child(&mut me, deaf.clone().shutdown(shutdown)).await));
                }
                let shutdown = Shutdown::BrutalKill;
                children.push((shutdown, sup.start_child(&mut me, deaf.shutdown(shutdown)).await));
                world.settle().await;
                let begun = world.elapsed();
                let inside = world.clone();
                me.spawn(move |mut me| async move {
                    let pids = children.iter().map(|(_, child)| child.clone().expect("it starts"));
                    let monitors: Vec<_> = pids.map(|pid| me.monitor(pid.expect("it has a pid"))).collect();
                    for _ in 0..monitors.len() {
                        let down: Down = me.receive().await;
                        let which = monitors.iter().position(|monitor| *monitor == down.reference);
                        let (shutdown, _) = &children[which.expect("one of its monitors")];
                        let after = (inside.elapsed() - begun).as_secs();
                        inside.say("watch", format!("{shutdown:?}: {} after {after} s", down.reason));
                    }
                });
                world.settle().await;
                sup.stop(&mut me, ExitReason::Normal, None).await.expect("it stops");
                let took = world.elapsed() - begun;
                world.settle().await;
                let left = me.system().process_count() - 1;
                world.say("main", format!("{} s, {left} left", took.as_secs()));
            }));
            t.suspect_if(
                t.lines().last().is_some_and(|line| !line.ends_with(" 0 left")),
                "children_left_running",
            );
            let expected = [
                "BrutalKill: killed after 0 s",
                "Timeout(1s): killed after 1 s",
                "Timeout(2s): killed after 2 s",
                "Timeout(3s): killed after 3 s",
                "3 s, 0 left",
            ];
            t.expect("transcript", &expected);
        });
    }
}
