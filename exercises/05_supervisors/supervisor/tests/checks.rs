//! Checks of `supervisor`. Each step is a module, each claim a test.

use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use harness::{Event, Kind, Run, World, check, sim};
use process::{Config, Context, Down, Exit, ExitReason, Pid, System, TrapExit};
use supervisor::{
    ChildInfo, ChildSpec, ChildState, Flags, Options, Restart, Shutdown, StartError, Strategy, Supervisor,
    predict as predictions, start_link,
};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main` and waits for its end. A `todo!()` in any process fails the check.
fn main_process<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    main_process_traced(Duration::ZERO..Duration::MAX, body)
}

/// The same; only this time is traced.
fn main_process_traced<F, Fut>(time: Range<Duration>, body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let todo: Arc<Mutex<Option<ExitReason>>> = Arc::default();
    let log = Arc::clone(&todo);
    let run = sim(1, |world| async move {
        let (clock, tracer) = (world.clone(), world.tracer());
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(Arc::new(move |event| {
                if time.contains(&clock.elapsed()) {
                    tracer(event);
                }
            })),
            crash_log: Some(Arc::new(move |crash| {
                log.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(crash.reason.clone());
            })),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(inside, me).await;
        });
        system.join(main).await;
    });
    if let Some(reason) = todo.lock().unwrap_or_else(PoisonError::into_inner).take() {
        panic!("{}", reason.to_string().trim_start_matches("panic: "));
    }
    run
}

/// A child that says when it begins and when it ends.
#[derive(Debug)]
struct Child {
    id: &'static str,
    said: Said,
}

/// How the start of a child goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Well,
    Ignore,
    Boom,
}

#[derive(Clone)]
struct Said(World);

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("world")
    }
}

impl GenServer for Child {
    type Args = (&'static str, How, Said);
    type Call = ();
    type Reply = ();
    type Cast = ExitReason;
    type Continue = ();

    async fn init((id, how, said): Self::Args, me: &mut Context) -> Init<Self> {
        me.trap_exit(TrapExit::Yes);
        let _ = me.register(id); // a second life at the same time would find the name taken
        if how == How::Ignore {
            said.0.say(id, format!("init {id} says ignore"));
            return Init::Ignore;
        }
        if how == How::Boom {
            said.0.say(id, format!("init {id} fails"));
            return Init::Stop("boom".into());
        }
        said.0.say(id, format!("init {id}"));
        Init::ok(Self { id, said })
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }

    async fn handle_cast(&mut self, reason: ExitReason, _: &mut Context) -> Next<Self> {
        Next::Stop(reason)
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.said.0.say(self.id, format!("terminate {} {}", self.id, inspect(reason)));
    }
}

/// A reason as Elixir prints it: every word is an atom.
fn inspect(reason: &ExitReason) -> String {
    let mut shown = String::new();
    let mut in_word = false;
    for c in reason.to_string().chars() {
        let is_word = c.is_alphanumeric() || c == '_';
        if is_word && !in_word {
            shown.push(':');
        }
        in_word = is_word;
        shown.push(c);
    }
    shown
}

fn child_that_starts(world: &World, id: &'static str, how: How) -> ChildSpec {
    ChildSpec::server::<Child>(id, (id, how, Said(world.clone())), Options::default())
}

fn child(world: &World, id: &'static str) -> ChildSpec {
    child_that_starts(world, id, How::Well)
}

fn children(world: &World, ids: &[&'static str]) -> Vec<ChildSpec> {
    ids.iter().map(|id| child(world, id)).collect()
}

fn flags(strategy: Strategy, max_restarts: usize) -> Flags {
    Flags { strategy, max_restarts, ..Flags::default() }
}

/// A supervisor that has started, or says why not.
async fn begin(
    world: &World,
    me: &mut Context,
    children: Vec<ChildSpec>,
    flags: Flags,
) -> Option<Supervisor> {
    match start_link(me, children, flags, Options::named("sup")).await {
        Ok(supervisor) => Some(supervisor),
        Err(StartError::Stop(reason)) => {
            world.say("main", format!("start_link: {}", inspect(&reason)));
            None
        }
        Err(other) => {
            world.say("main", format!("start_link: {other}"));
            None
        }
    }
}

/// The children in start order; none if the supervisor has ended.
async fn which(supervisor: Supervisor, me: &mut Context) -> Vec<ChildInfo> {
    let mut children = supervisor.which_children(me).await.unwrap_or_default();
    children.reverse();
    children
}

async fn pid(supervisor: Supervisor, me: &mut Context, id: &str) -> Option<Pid> {
    which(supervisor, me).await.into_iter().find_map(|child| match child.state {
        ChildState::Running(pid) if *child.id == *id => Some(pid),
        _ => None,
    })
}

/// Ends a child with this reason, and waits until all that follows from it has happened.
async fn crash(world: &World, supervisor: Supervisor, me: &mut Context, id: &str, reason: &str) {
    let Some(pid) = pid(supervisor, me, id).await else {
        return world.say("main", format!("{id} does not run"));
    };
    match reason {
        "kill" => me.exit(pid, ExitReason::Kill),
        "moved" => Server::<Child>::new(pid).cast(me, ExitReason::ShutdownWith("moved".into())),
        reason => Server::<Child>::new(pid).cast(me, reason.into()),
    }
    world.settle().await;
}

/// Says of each child whether it lives in the same process as before.
async fn compare(world: &World, supervisor: Supervisor, me: &mut Context, before: &[ChildInfo]) {
    for child in which(supervisor, me).await {
        let same = before.iter().any(|old| old.id == child.id && old.state == child.state);
        world.say("main", format!("{} {}", child.id, if same { "same" } else { "new" }));
    }
}

async fn stop(supervisor: Supervisor, me: &mut Context) {
    let _ = supervisor.stop(me, ExitReason::Normal, None).await;
}

/// Says why the supervisor has ended, if it has.
async fn exit_of(world: &World, supervisor: Supervisor, me: &mut Context) {
    let gone = me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == supervisor.pid()).await;
    let shown = gone.map_or("it lives".to_owned(), |exit| inspect(&exit.reason));
    world.say("main", format!("supervisor exit: {shown}"));
}

/// The lines of one section.
fn section(name: &str) -> Vec<&'static str> {
    let from = BEAM.lines().skip_while(|line| *line != format!("-- {name}")).skip(1);
    from.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;

    /// The ids in the lines `init ID` or `terminate ID :shutdown` that come after a line.
    fn ids(section_name: &str, after: &str, prefix: &str, suffix: &str) -> String {
        let lines = section(section_name);
        let later = lines.iter().skip_while(|line| **line != after).take_while(|line| **line != "stop");
        let ids = later.filter_map(|line| line.strip_prefix(prefix)?.strip_suffix(suffix));
        ids.collect::<Vec<_>>().join(" ")
    }

    fn after(section_name: &str, prefix: &str) -> String {
        let line = section(section_name).into_iter().rfind(|line| line.starts_with(prefix));
        line.map_or_else(String::new, |line| line[prefix.len()..].to_owned())
    }

    #[test]
    fn the_supervisor_does_what_it_does_on_the_beam() {
        check("predicts_wrong_supervision", |t| {
            let rows = [
                (
                    "rest_for_one, ended",
                    predictions::REST_FOR_ONE_ENDS,
                    ids("rest_for_one", "terminate b :boom", "terminate ", " :shutdown"),
                ),
                (
                    "rest_for_one, started",
                    predictions::REST_FOR_ONE_STARTS,
                    ids("rest_for_one", "terminate b :boom", "init ", ""),
                ),
                (
                    "one_for_all, started",
                    predictions::ONE_FOR_ALL_STARTS,
                    ids("one_for_all", "b crashes", "init ", ""),
                ),
                (
                    "transient, {shutdown, moved}",
                    predictions::TRANSIENT_MOVED,
                    after("restart_types", "transient, {:shutdown, :moved}: "),
                ),
                (
                    "temporary, boom",
                    predictions::TEMPORARY_BOOM,
                    after("restart_types", "temporary, :boom: "),
                ),
                ("last kill", predictions::LAST_KILL, after("intensity", "kill ")),
                ("supervisor ends", predictions::SUPERVISOR_ENDS, after("intensity", "supervisor exit: :")),
            ];
            t.suspect_if(rows.iter().any(|row| row.1.is_empty()), "not_yet");
            for (question, answer, _) in &rows {
                t.line(format!("{question}: {answer}"));
            }
            let recorded = rows.map(|(question, _, recorded)| format!("{question}: {recorded}"));
            t.expect("beam.out", &recorded);
        });
    }
}

mod order {
    use super::*;

    #[test]
    fn children_start_in_order_and_end_in_reverse() {
        check("ends_in_start_order", |t| {
            let run = main_process(|world, mut me| async move {
                let list = children(&world, &["a", "b", "c"]);
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                let ids = sup.which_children(&mut me).await.unwrap_or_default();
                let ids: Vec<String> = ids.iter().map(|child| format!(":{}", child.id)).collect();
                world.say("main", format!("children: [{}]", ids.join(", ")));
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.beam_section(BEAM, "order");
        });
    }

    #[test]
    fn a_failed_start_ends_the_earlier_children_in_reverse() {
        check("ends_in_start_order", |t| {
            let run = main_process(|world, mut me| async move {
                let mut list = children(&world, &["a", "b"]);
                list.push(child_that_starts(&world, "c", How::Boom));
                list.push(child(&world, "d"));
                if let Some(sup) = begin(&world, &mut me, list, Flags::default()).await {
                    stop(sup, &mut me).await;
                }
                world.settle().await;
            });
            t.run(run);
            // Who is not ended in order dies of the link, when the supervisor has ended.
            let ordered = |line: &String| line.starts_with("terminate") && line.ends_with(" :shutdown");
            t.suspect_if(t.lines().iter().filter(|line| ordered(line)).count() < 2, "earlier_left_running");
            t.beam_section(BEAM, "failing_init");
        });
    }

    #[test]
    fn two_of_one_id_are_refused_and_who_ignores_keeps_its_place() {
        check("ends_in_start_order", |t| {
            let run = main_process(|world, mut me| async move {
                let twins =
                    start_link(&mut me, children(&world, &["a", "a"]), Flags::default(), Options::default());
                if let Err(StartError::Stop(reason)) = twins.await {
                    world.say("main", format!("two of one id: {}", inspect(&reason)));
                }
                let ignores = |id| child_that_starts(&world, id, How::Ignore);
                let list = vec![ignores("a"), ignores("b").restart(Restart::Temporary)];
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                for child in which(sup, &mut me).await {
                    world.say(
                        "main",
                        format!("{} {:?}", child.id, child.state).replace("Undefined", ":undefined"),
                    );
                }
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.beam_section(BEAM, "odd_starts");
        });
    }

    #[test]
    fn each_child_is_ended_in_its_own_way() {
        check("ends_in_start_order", |t| {
            let run = main_process(|world, mut me| async move {
                let deaf = ChildSpec::new("deaf", |me| {
                    Box::pin(async move {
                        let parent = me.pid();
                        let pid = me.spawn_link(move |mut me| async move {
                            me.trap_exit(TrapExit::Yes);
                            me.register("deaf").expect("the name is free");
                            me.send(parent, "deaf");
                            loop {
                                me.next().await;
                            }
                        });
                        me.receive::<&str>().await;
                        Ok(pid)
                    })
                });
                let list = vec![
                    child(&world, "kind"),
                    child(&world, "brutal").shutdown(Shutdown::BrutalKill),
                    deaf.shutdown(Shutdown::Timeout(Duration::from_millis(50))),
                ];
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                let mut monitors = Vec::new();
                for child in which(sup, &mut me).await {
                    if let ChildState::Running(pid) = child.state {
                        monitors.push((child.id, me.monitor(pid)));
                    }
                }
                stop(sup, &mut me).await;
                for (id, monitor) in monitors {
                    let down = me.receive_if(|down: &Down| down.reference == monitor).await;
                    world.say("main", format!("{id} ended: {}", inspect(&down.reason)));
                }
            });
            t.run(run);
            t.beam_section(BEAM, "shutdown");
        });
    }
}

mod one_for_one {
    use super::*;

    #[test]
    fn a_crashed_child_is_restarted_alone() {
        check("wrong_siblings", |t| {
            let run = main_process(|world, mut me| async move {
                let list = children(&world, &["a", "b", "c"]);
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                let before = which(sup, &mut me).await;
                crash(&world, sup, &mut me, "b", "boom").await;
                compare(&world, sup, &mut me, &before).await;
                world.say("main", "stop");
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.beam_section(BEAM, "one_for_one");
        });
    }

    /// Starts, then fails twice, then starts again. During the first failure somebody asks for it.
    fn moody(world: &World) -> ChildSpec {
        let (world, lives) = (world.clone(), Arc::new(Mutex::new(0)));
        ChildSpec::new("moody", move |me| {
            let (world, lives) = (world.clone(), Arc::clone(&lives));
            Box::pin(async move {
                let life = {
                    let mut lives = lives.lock().unwrap_or_else(PoisonError::into_inner);
                    *lives += 1;
                    *lives
                };
                if life == 2 || life == 3 {
                    world.say("sup", "start moody fails");
                    if life == 2 {
                        ask_meanwhile(&world, me).await;
                    }
                    return Err(StartError::Stop("boom".into()));
                }
                world.say("sup", "start moody");
                Ok(me.spawn_link(|mut me| async move {
                    let reason: ExitReason = me.receive().await;
                    reason
                }))
            })
        })
    }

    /// The answer to `asker`'s question.
    #[derive(Debug)]
    struct Answered(String);

    async fn ask_meanwhile(world: &World, me: &mut Context) {
        let sup = Supervisor::new(me.pid());
        let main = me.system().whereis("main").expect("main runs");
        me.spawn(move |mut me| async move {
            me.register("asker").expect("the name is free");
            let answer = sup.restart_child(&mut me, "moody").await;
            let shown = match answer {
                Ok(_) => ":ok".to_owned(),
                Err(error) => format!("{{:error, :{error}}}"),
            };
            me.send(main, Answered(shown));
        });
        world.settle().await; // its question lies in the mailbox now
    }

    #[test]
    fn a_failed_restart_is_tried_again() {
        check("failed_restart_forgotten", |t| {
            let run = main_process(|world, mut me| async move {
                let list = vec![moody(&world)];
                // More than it takes: how often is the subject of another step.
                let flags = flags(Strategy::OneForOne, 10);
                let Some(sup) = begin(&world, &mut me, list, flags).await else { return };
                if let Some(pid) = pid(sup, &mut me, "moody").await {
                    me.send(pid, ExitReason::Normal);
                }
                world.settle().await;
                let answer = me.receive_timeout::<Answered>(Duration::from_secs(1)).await;
                let answer = answer.map_or("nobody asked".to_owned(), |answer| answer.0);
                world.say("main", format!("asked meanwhile: {answer}"));
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.beam_section(BEAM, "try_again");
        });
    }
}

mod restart_types {
    use super::*;

    const TYPES: [(Restart, &str); 3] = [
        (Restart::Permanent, "permanent"),
        (Restart::Transient, "transient"),
        (Restart::Temporary, "temporary"),
    ];

    /// A child that says nothing.
    fn silent() -> ChildSpec {
        ChildSpec::process("w", |mut me: Context| async move {
            let reason: ExitReason = me.receive().await;
            reason
        })
    }

    #[test]
    fn the_restart_type_and_the_reason_decide() {
        check("everybody_comes_back", |t| {
            let run = main_process(|world, mut me| async move {
                for (restart, name) in TYPES {
                    for reason in ["normal", "shutdown", "moved", "boom", "kill"] {
                        let list = vec![silent().restart(restart)];
                        let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                        let old = pid(sup, &mut me, "w").await.expect("it has started");
                        let reason = match reason {
                            "moved" => ExitReason::ShutdownWith("moved".into()),
                            reason => ExitReason::from(reason),
                        };
                        match reason {
                            ExitReason::Kill => me.exit(old, ExitReason::Kill),
                            _ => me.send(old, reason.clone()),
                        }
                        world.settle().await;
                        let became = match which(sup, &mut me).await.first().map(|child| child.state) {
                            None => "forgotten",
                            Some(ChildState::Undefined) => "stays away",
                            Some(_) => "restarted",
                        };
                        world.say("main", format!("{name}, {}: {became}", inspect(&reason)));
                        stop(sup, &mut me).await;
                    }
                }
            });
            t.run(run);
            let says = |line: &str| t.lines().iter().any(|said| said == line);
            let some_stay_away =
                says("temporary, :boom: forgotten") && says("transient, :normal: stays away");
            t.suspect_if(some_stay_away && says("transient, :shutdown: restarted"), "shutdown_is_a_crash");
            t.beam_section(BEAM, "restart_types");
        });
    }
}

mod intensity {
    use super::*;

    #[test]
    fn the_fourth_kill_ends_the_supervisor() {
        check("never_gives_up", |t| {
            let run = main_process(|world, mut me| async move {
                let list = children(&world, &["a", "b"]);
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                for n in 1..=4 {
                    world.say("main", format!("kill {n}"));
                    crash(&world, sup, &mut me, "a", "kill").await;
                }
                exit_of(&world, sup, &mut me).await;
            });
            t.run(run);
            let early = t
                .lines()
                .iter()
                .take_while(|line| *line != "kill 4")
                .any(|line| line.starts_with("terminate"));
            t.suspect_if(early, "gives_up_too_early");
            t.beam_section(BEAM, "intensity");
        });
    }

    #[test]
    fn a_restart_counts_up_to_the_edge_of_the_window() {
        check("old_restarts_count", |t| {
            let run = main_process(|world, mut me| async move {
                for seconds in [0, 4, 5, 6] {
                    let list =
                        vec![ChildSpec::process("w", |mut me: Context| async move { drop(me.next().await) })];
                    let once = Flags { max_restarts: 1, ..Flags::default() };
                    let Some(sup) = begin(&world, &mut me, list, once).await else { return };
                    crash(&world, sup, &mut me, "w", "kill").await;
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                    crash(&world, sup, &mut me, "w", "kill").await;
                    let lives = me.system().is_alive(sup.pid());
                    let end = if lives { "restarted" } else { "supervisor exit" };
                    world.say("main", format!("two crashes, {seconds} s apart, 1 in 5 s allowed: {end}"));
                    if lives {
                        stop(sup, &mut me).await;
                    }
                }
            });
            t.run(run);
            let at = |n: usize, end: &str| t.lines().get(n).is_some_and(|line| line.ends_with(end));
            t.suspect_if(at(0, "restarted"), "never_gives_up");
            t.suspect_if(at(1, "supervisor exit") && at(2, "restarted"), "window_edge");
            t.beam_section(BEAM, "edge");
        });
    }

    #[test]
    fn a_supervisor_that_gives_up_is_restarted_by_its_own() {
        check("never_gives_up", |t| {
            let run = main_process(|world, mut me| async move {
                let none = flags(Strategy::OneForOne, 0);
                let inner = children(&world, &["x", "y"]);
                let inner = ChildSpec::supervisor("inner", inner, none, Options::named("inner"));
                let list = vec![child(&world, "a"), inner];
                let Some(sup) = begin(&world, &mut me, list, Flags::default()).await else { return };
                let before = which(sup, &mut me).await;
                let inner = pid(sup, &mut me, "inner").await.expect("it has started");
                let monitor = me.monitor(inner);
                let x = me.system().whereis("x").expect("x has started");
                me.exit(x, ExitReason::Kill);
                let is_down = |down: &Down| down.reference == monitor;
                let down = me.receive_if_timeout(Duration::from_secs(1), is_down).await;
                let why = down.map_or("it lives".to_owned(), |down| inspect(&down.reason));
                world.say("main", format!("inner ended: {why}"));
                world.settle().await;
                compare(&world, sup, &mut me, &before).await;
                world.say("main", "stop");
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.beam_section(BEAM, "nested");
        });
    }
}

mod one_for_all {
    use super::*;

    #[test]
    fn all_end_and_all_but_the_temporary_come_back() {
        check("wrong_siblings", |t| {
            let run = main_process(|world, mut me| async move {
                let mut list = children(&world, &["a", "b", "t", "d"]);
                list[2].restart = Restart::Temporary;
                let flags = flags(Strategy::OneForAll, 3);
                let Some(sup) = begin(&world, &mut me, list, flags).await else { return };
                sup.terminate_child(&mut me, "d").await.expect("d runs");
                let before = which(sup, &mut me).await;
                world.say("main", "b crashes");
                crash(&world, sup, &mut me, "b", "boom").await;
                compare(&world, sup, &mut me, &before).await;
                world.say("main", "stop");
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.suspect_if(two_lives(t.lines()), "siblings_live_on");
            t.beam_section(BEAM, "one_for_all");
        });
    }
}

/// Whether a child begins a second life before its first one has ended.
fn two_lives(lines: &[String]) -> bool {
    let mut running: Vec<&str> = Vec::new();
    for line in lines {
        let mut words = line.split(' ');
        match (words.next(), words.next()) {
            (Some("init"), Some(id)) if running.contains(&id) => return true,
            (Some("init"), Some(id)) => running.push(id),
            (Some("terminate"), Some(id)) => running.retain(|other| *other != id),
            _ => {}
        }
    }
    false
}

mod rest_for_one {
    use super::*;

    #[test]
    fn the_crashed_child_and_the_younger_ones_are_restarted() {
        check("wrong_siblings", |t| {
            let run = main_process(|world, mut me| async move {
                let list = children(&world, &["a", "b", "c", "d"]);
                let flags = flags(Strategy::RestForOne, 3);
                let Some(sup) = begin(&world, &mut me, list, flags).await else { return };
                let before = which(sup, &mut me).await;
                crash(&world, sup, &mut me, "b", "boom").await;
                compare(&world, sup, &mut me, &before).await;
                world.say("main", "stop");
                stop(sup, &mut me).await;
            });
            t.run(run);
            t.suspect_if(two_lives(t.lines()), "siblings_live_on");
            t.beam_section(BEAM, "rest_for_one");
        });
    }

    fn second(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    /// A child that says nothing; b crashes after a second, once.
    fn quiet(id: &'static str) -> ChildSpec {
        let lives = Arc::new(Mutex::new(0));
        ChildSpec::new(id, move |me| {
            let lives = Arc::clone(&lives);
            Box::pin(async move {
                let supervisor = me.pid();
                let pid = me.spawn_link(move |mut me| async move {
                    me.register(id).expect("whoever had the name has ended");
                    me.send(supervisor, "ready");
                    let life = {
                        let mut lives = lives.lock().unwrap_or_else(PoisonError::into_inner);
                        *lives += 1;
                        *lives
                    };
                    if id == "b" && life == 1 {
                        tokio::time::sleep(Duration::from_secs(1)).await;
                        return ExitReason::from("boom");
                    }
                    loop {
                        me.next().await;
                    }
                });
                me.receive_if(|word: &&str| *word == "ready").await;
                Ok(pid)
            })
        })
    }

    #[test]
    fn the_rest_ends_before_the_first_of_it_starts() {
        check("siblings_live_on", |t| {
            let run = main_process_traced(second(1)..second(2), |world, mut me| async move {
                let list = vec![quiet("a"), quiet("b"), quiet("c")];
                let flags = flags(Strategy::RestForOne, 3);
                if begin(&world, &mut me, list, flags).await.is_some() {
                    tokio::time::sleep(second(3)).await;
                }
                me.stop(ExitReason::Kill).await;
            });
            t.suspect_if(run.of("a").any(|event| matches!(event.kind, Kind::Exit { .. })), "wrong_siblings");
            t.events(&run, |event: &Event| match &event.kind {
                Kind::Exit { reason } => Some(format!("{} ends: {reason}", event.process)),
                Kind::Restart { child } => Some(format!("restart {child}")),
                _ => None,
            });
            t.expect("transcript", &["b ends: boom", "c ends: shutdown", "restart b", "restart c"]);
        });
    }
}
