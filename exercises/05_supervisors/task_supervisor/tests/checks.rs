//! Checks of `task_supervisor`. Each step is a module, each claim a test.

use std::fmt::Display;
use std::future::Future;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dynamic_supervisor::{ChildSpec, DynamicSupervisor};
use harness::{Run, World, check, sim};
use process::{Config, Context, Exit, ExitReason, Pid, System, TrapExit};
use task::{TIMEOUT, Task};
use task_supervisor::{DynamicError, Flags, Options, Restart, StartError, TaskSupervisor, start_link};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);

/// Runs `body` as the process `main`, which traps exits. A `todo!()` in any process fails the check.
fn main_process<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    main_process_traced(Duration::ZERO, body)
}

/// The same; it is traced from this time on.
fn main_process_traced<F, Fut>(from: Duration, body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let todo: Arc<Mutex<Option<String>>> = Arc::default();
    let log = Arc::clone(&todo);
    let run = sim(1, |world| async move {
        let (clock, tracer) = (world.clone(), world.tracer());
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(Arc::new(move |event| {
                if clock.elapsed() >= from {
                    tracer(event);
                }
            })),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if reason != "panic: boom" {
                    log.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(reason);
                }
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
        panic!("{}", reason.trim_start_matches("panic: "));
    }
    run
}

async fn tasks(me: &mut Context, name: &str) -> TaskSupervisor {
    with_flags(me, name, Flags::default()).await
}

async fn with_flags(me: &mut Context, name: &str, flags: Flags) -> TaskSupervisor {
    let started: Result<_, StartError> = start_link(me, flags, Options::named(name)).await;
    started.expect("the name is free")
}

/// What a task does to crash: a panic that nothing prints. It stands for `exit(:boom)`.
async fn boom() -> u64 {
    resume_unwind(Box::new("boom"))
}

/// Work of a second.
async fn work() -> u64 {
    sleep(SECOND).await;
    7
}

/// Work of a second without a result.
async fn chore() {
    work().await;
}

/// A reason as Elixir prints it.
fn inspect(reason: &ExitReason) -> String {
    format!(":{reason}").replace("panic: ", "")
}

/// How it ended for a process: a reason of `normal` after its work is no fate.
fn word(reason: &ExitReason) -> String {
    match reason {
        ExitReason::Normal => "lives".to_owned(),
        reason => format!("dies {}", inspect(reason)),
    }
}

/// What came of asking a task, as Elixir prints it.
fn shown<T: Display>(outcome: Option<Result<T, ExitReason>>) -> String {
    match outcome {
        None => "nil".to_owned(),
        Some(Ok(value)) => format!("{{:ok, {value}}}"),
        Some(Err(reason)) => format!("{{:exit, {}}}", inspect(&reason)),
    }
}

/// What becomes of a task that has lost its caller.
async fn orphaned(world: &World, system: &System, task: Pid) -> String {
    world.settle().await;
    match system.is_alive(task) {
        true => format!("lives, and ends {}", inspect(&system.join(task).await)),
        false => word(&system.join(task).await),
    }
}

/// Starts an owner, which starts its task and says which process that is. Then it waits.
async fn owner<F, Fut>(me: &mut Context, start: F) -> (Pid, Pid)
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let owner = me.spawn(|owner| async move {
        owner.register("owner").expect("the name is free");
        start(owner).await;
    });
    (owner, me.receive::<Pid>().await)
}

/// Tells `main` which task was started, and waits for a letter that never comes.
async fn never_asks(mut me: Context, main: Pid, task: Pid) {
    me.send(main, task);
    me.receive::<&str>().await;
}

fn ties(me: &Context, tasks: TaskSupervisor, task: &Task<u64>) -> String {
    let links = me.system().info(task.pid()).map(|info| info.links).unwrap_or_default();
    let [parent, owner] = [tasks.pid(), me.pid()].map(|pid| links.contains(&pid));
    format!("linked with the supervisor: {parent}, with the owner: {owner}")
}

/// The recorded lines of one section.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;
    use task_supervisor::predict::{
        ASYNC_OWNER_ENDS, ASYNC_SUPERVISOR_STOPS, NOLINK_OWNER_ENDS, NOLINK_TASK_CRASHES, TEN_TASKS_CRASH,
    };

    /// What a section says of this fate: `lives`, or `dies REASON`.
    fn fate(section: &str, of: &str) -> String {
        let line = recorded(section).into_iter().find_map(|line| line.strip_prefix(of));
        let line = line.expect("the transcript tells this fate").replace(':', "");
        line.split([',', ';']).next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_ties", |t| {
            let rows = [
                (NOLINK_TASK_CRASHES, fate("async_nolink", "the task crashes: the owner ")),
                (NOLINK_OWNER_ENDS, fate("async_nolink", "the owner ends: the task ")),
                (ASYNC_OWNER_ENDS, fate("async", "the owner ends: the task ")),
                (ASYNC_SUPERVISOR_STOPS, fate("async", "the supervisor stops: the owner ")),
                (TEN_TASKS_CRASH, fate("restart", "ten temporary tasks crash: the supervisor ")),
            ];
            t.suspect_if(rows.iter().any(|(ours, _)| ours.is_empty()), "not_yet");
            rows.iter().for_each(|(ours, _)| t.line(*ours));
            t.expect("beam.out", &rows.map(|(_, beam)| beam));
        });
    }
}

mod start_child {
    use super::*;

    #[test]
    fn a_task_outlives_its_caller_and_not_its_supervisor() {
        check("not_a_child", |t| {
            t.run(main_process(|world, mut me| async move {
                let (main, tasks) = (me.pid(), tasks(&mut me, "sup").await);
                let (caller, task) = owner(&mut me, move |mut me| async move {
                    let task = tasks.start_child(&mut me, Restart::Temporary, chore);
                    let task = task.await.expect("there is room");
                    never_asks(me, main, task).await;
                })
                .await;
                me.exit(caller, "stop");
                let fate = orphaned(&world, me.system(), task).await;
                world.say("main", format!("the caller ends: the task {fate}"));
                let task = tasks.start_child(&mut me, Restart::Temporary, chore);
                let task = task.await.expect("there is room");
                let ended = match tasks.terminate_child(&mut me, task).await {
                    Ok(()) => ":ok".to_owned(),
                    Err(error) => format!("{{:error, :{error}}}"),
                };
                let fate = orphaned(&world, me.system(), task).await;
                world.say("main", format!("terminate_child: {ended}, the task {fate}"));
            }));
            t.beam_section(BEAM, "start_child");
        });
    }

    #[test]
    fn the_restart_type_of_a_task_counts() {
        check("comes_back", |t| {
            t.run(main_process(|world, mut me| async move {
                let sup = tasks(&mut me, "sup").await;
                let starts = Arc::new(AtomicUsize::new(0));
                for _ in 0..10 {
                    crash(sup, &mut me, Restart::Temporary, &starts).await;
                    world.settle().await;
                }
                tell(&world, &mut me, sup, "ten temporary tasks crash", &starts).await;

                let other = tasks(&mut me, "other").await;
                let starts = Arc::new(AtomicUsize::new(0));
                crash(other, &mut me, Restart::Transient, &starts).await;
                world.settle().await;
                tell(&world, &mut me, other, "a transient task crashes", &starts).await;
            }));
            t.beam_section(BEAM, "restart");
        });
    }

    /// Starts a task that counts its starts and crashes.
    async fn crash(sup: TaskSupervisor, me: &mut Context, restart: Restart, starts: &Arc<AtomicUsize>) {
        let starts = Arc::clone(starts);
        let work = move || {
            starts.fetch_add(1, Ordering::Relaxed);
            async {
                boom().await;
            }
        };
        let _ = sup.start_child(me, restart, work).await;
    }

    async fn tell(world: &World, me: &mut Context, sup: TaskSupervisor, what: &str, starts: &AtomicUsize) {
        let exit = me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == sup.pid()).await;
        let fate = exit.map_or("lives".to_owned(), |exit| word(&exit.reason));
        let starts = starts.load(Ordering::Relaxed);
        world.say("main", format!("{what}: the supervisor {fate}; starts: {starts}"));
    }

    #[test]
    fn a_full_supervisor_starts_nothing() {
        check("not_a_child", |t| {
            t.run(main_process(|world, mut me| async move {
                let one = Flags { max_children: Some(1), ..Flags::default() };
                let sup = with_flags(&mut me, "small", one).await;
                let first = sup.start_child(&mut me, Restart::Temporary, chore);
                assert!(first.await.is_ok(), "there is room for one");
                let second = sup.start_child(&mut me, Restart::Temporary, chore);
                let second = match second.await {
                    Ok(_) => "{:ok, pid}".to_owned(),
                    Err(error) => format!("{{:error, :{error}}}"),
                };
                world.say("main", format!("start_child: {second}"));
            }));
            t.expect("beam.out", &recorded("full")[..1]);
        });
    }
}

mod async_nolink {
    use super::*;

    #[test]
    fn a_crash_is_told_and_ends_nobody() {
        check("linked_anyway", |t| {
            t.run(main_process_traced(SECOND, |world, mut me| async move {
                let sup = tasks(&mut me, "sup").await;
                let said = world.clone();
                let pid = me.spawn(move |mut me| async move {
                    me.register("owner").expect("the name is free");
                    sleep(SECOND).await;
                    let mut task = sup.async_nolink(&mut me, boom()).await.expect("there is room");
                    me.system().register("task", task.pid()).expect("the name is free");
                    let outcome = shown(task.yield_within(&mut me, TIMEOUT).await);
                    said.say("owner", format!("the task crashes: yield gives {outcome}"));
                });
                let fate = word(&me.system().join(pid).await);
                world.say("main", format!("the task crashes: the owner {fate}"));
            }));
            t.expect("beam.out", &recorded("async_nolink")[..2]);
        });
    }

    #[test]
    fn the_task_belongs_to_the_supervisor_and_answers_its_owner() {
        check("not_a_child", |t| {
            let run = main_process(|world, mut me| async move {
                let (main, sup) = (me.pid(), tasks(&mut me, "sup").await);
                let said = world.clone();
                let pid = me.spawn(move |mut me| async move {
                    let task = sup.async_nolink(&mut me, work()).await.expect("there is room");
                    said.say("owner", ties(&me, sup, &task));
                });
                me.system().join(pid).await;

                let (first, task) = owner(&mut me, move |mut me| async move {
                    let task = sup.async_nolink(&mut me, work()).await.expect("there is room");
                    never_asks(me, main, task.pid()).await;
                })
                .await;
                me.exit(first, "stop");
                let fate = orphaned(&world, me.system(), task).await;
                world.say("main", format!("the owner ends: the task {fate}"));

                let other = tasks(&mut me, "other").await;
                let said = world.clone();
                let (second, _) = owner(&mut me, move |mut me| async move {
                    let mut task = other.async_nolink(&mut me, work()).await.expect("there is room");
                    me.send(main, task.pid());
                    let outcome = shown(task.yield_within(&mut me, TIMEOUT).await);
                    said.say("owner", format!("the supervisor stops: yield gives {outcome}"));
                })
                .await;
                let _ = other.stop(&mut me, ExitReason::Normal, None).await;
                let fate = word(&me.system().join(second).await);
                world.say("main", format!("the supervisor stops: the owner {fate}"));
            });
            t.suspect_if(run.lines().any(|line| line.ends_with("with the owner: true")), "linked_anyway");
            t.run(run);
            t.expect("beam.out", &recorded("async_nolink")[2..]);
        });
    }

    #[test]
    fn who_has_lost_its_owner_before_it_began_does_not_wait() {
        check("order_from_a_stranger", |t| {
            t.run(main_process(|world, mut me| async move {
                let sup = tasks(&mut me, "sup").await;
                // A start that takes a second: whoever asks meanwhile waits in the supervisor's mailbox.
                let slow = ChildSpec::new("slow", |_| {
                    Box::pin(async {
                        sleep(SECOND).await;
                        Err(StartError::Ignore)
                    })
                });
                me.spawn(move |mut me| async move {
                    DynamicSupervisor::new(sup.pid())
                        .start_child(&mut me, slow)
                        .await
                        .expect("there is room");
                });
                world.settle().await;
                let said = world.clone();
                let owner = me.spawn(move |mut me| async move {
                    let work = async move { said.say("task", "works for nobody") };
                    let _task = sup.async_nolink(&mut me, work).await;
                });
                world.settle().await;
                me.exit(owner, ExitReason::Kill);
                sleep(SECOND * 2).await;
                let waiting = match sup.children(&mut me).await.unwrap_or_default().len() {
                    0 => "is not waiting",
                    _ => "waits for ever",
                };
                world.say("main", format!("the owner ends before it has its task: the task {waiting}"));
            }));
            t.beam_section(BEAM, "early");
        });
    }

    #[test]
    fn a_full_supervisor_starts_no_task() {
        check("not_a_child", |t| {
            t.run(main_process(|world, mut me| async move {
                let one = Flags { max_children: Some(1), ..Flags::default() };
                let sup = with_flags(&mut me, "small", one).await;
                let _first = sup.async_nolink(&mut me, work()).await.expect("there is room for one");
                let error: Option<DynamicError> = sup.async_nolink(&mut me, work()).await.err();
                world.say("main", error.map_or("started".to_owned(), |error| error.to_string()));
            }));
            t.expect("transcript", &["max_children"]);
        });
    }
}

mod async_link {
    use super::*;

    #[test]
    fn owner_and_task_share_their_fate() {
        check("not_linked", |t| {
            let run = main_process(|world, mut me| async move {
                let (main, sup) = (me.pid(), tasks(&mut me, "sup").await);
                let said = world.clone();
                let pid = me.spawn(move |mut me| async move {
                    let task = sup.async_link(&mut me, work()).await.expect("there is room");
                    said.say("owner", ties(&me, sup, &task));
                });
                me.system().join(pid).await;

                let (first, _) = owner(&mut me, move |mut me| async move {
                    let task = sup.async_link(&mut me, boom()).await.expect("there is room");
                    never_asks(me, main, task.pid()).await;
                })
                .await;
                let fate = fate(&world, me.system(), first).await;
                world.say("main", format!("the task crashes: the owner {fate}"));

                let (second, task) = owner(&mut me, move |mut me| async move {
                    let task = sup.async_link(&mut me, work()).await.expect("there is room");
                    never_asks(me, main, task.pid()).await;
                })
                .await;
                me.exit(second, "stop");
                let fate = orphaned(&world, me.system(), task).await;
                world.say("main", format!("the owner ends: the task {fate}"));
            });
            let lone = |line: String| line.starts_with("linked with the supervisor: false");
            t.suspect_if(run.lines().any(lone), "not_a_child");
            t.run(run);
            t.expect("beam.out", &recorded("async")[..3]);
        });
    }

    #[test]
    fn a_supervisor_that_stops_takes_tasks_and_owners_along() {
        check("not_linked", |t| {
            t.run(main_process_traced(SECOND / 2, |world, mut me| async move {
                let (main, other) = (me.pid(), tasks(&mut me, "sup").await);
                let (third, task) = owner(&mut me, move |mut me| async move {
                    let task = other.async_link(&mut me, work()).await.expect("there is room");
                    me.system().register("task", task.pid()).expect("the name is free");
                    never_asks(me, main, task.pid()).await;
                })
                .await;
                sleep(SECOND / 2).await;
                let _ = other.stop(&mut me, ExitReason::Normal, None).await;
                let fate = fate(&world, me.system(), third).await;
                assert!(!me.system().is_alive(task), "the supervisor ends its children");
                world.say("main", format!("the supervisor stops: the owner {fate}"));
            }));
            t.expect("beam.out", &recorded("async")[3..]);
        });
    }

    /// How it ends for a process that waits for nothing.
    async fn fate(world: &World, system: &System, pid: Pid) -> String {
        world.settle().await;
        match system.is_alive(pid) {
            true => "lives".to_owned(),
            false => word(&system.join(pid).await),
        }
    }
}
