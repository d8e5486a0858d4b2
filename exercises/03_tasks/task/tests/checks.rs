//! Checks of `task`. Each step is a module, each claim a test.

use std::fmt::Display;
use std::future::{Future, pending};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use harness::{Run, World, check, sim};
use process::{Config, Context, Exit, ExitReason, Message, Pid, System, TrapExit};
use task::{Shutdown, TIMEOUT, Task, start, start_nolink, wait_many};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);
const MOMENT: Duration = Duration::from_millis(100);

/// Runs `main` beside a system of its own.
fn run<F, Fut>(main: F) -> Run
where
    F: FnOnce(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    sim(1, |world| {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        main(world, system)
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
        ExitReason::Panic(message) => {
            // A `todo!()` ends the process only; the check must end with it.
            assert!(!message.starts_with("not yet implemented"), "{message}");
            "dies ArgumentError".to_owned()
        }
        reason => format!("dies {reason}"),
    }
}

/// What lies in the mailbox.
async fn left(me: &mut Context) -> String {
    let mut letters = Vec::new();
    let look = |letter: &process::Envelope| {
        letters.push(format!("{letter:?}"));
        false
    };
    me.receive_where_timeout(Duration::ZERO, look).await;
    format!("[{}]", letters.join(", ")).replace("panic: ", "")
}

/// What came of asking a task, as Elixir prints it.
fn shown<T: Display>(outcome: Option<Result<T, ExitReason>>) -> String {
    match outcome {
        None => "nil".to_owned(),
        Some(Ok(value)) => format!("{{:ok, {value}}}"),
        Some(Err(reason)) => format!("{{:exit, :{reason}}}").replace("panic: ", ""),
    }
}

/// What a task does to crash: a panic that nothing prints. It stands for `exit(:boom)`.
async fn boom() -> u64 {
    resume_unwind(Box::new("boom"))
}

async fn after<T>(pause: Duration, value: T) -> T {
    sleep(pause).await;
    value
}

/// The recorded lines of one section.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;
    use task::predict::{
        AWAITS, AWAITS_NOLINK, AWAITS_TOO_SHORT, NEVER_ASKS, TRAPS_AND_AWAITS, YIELDS_NOLINK,
    };

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_fate", |t| {
            let ours = [AWAITS, NEVER_ASKS, TRAPS_AND_AWAITS, AWAITS_NOLINK, YIELDS_NOLINK, AWAITS_TOO_SHORT];
            let lines = recorded("predict");
            let beam: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once(": ")?.1)).collect();
            t.suspect_if(ours[2..4] != beam[2..4], "predicts_that_await_catches");
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

    /// How a task is started; tells its kind by name.
    fn begin(me: &Context, title: &str) -> Task<()> {
        match title {
            "async" => super::start(me, pending()),
            _ => start_nolink(me, pending()),
        }
    }

    #[test]
    fn who_starts_a_task_is_tied_to_it_as_on_the_beam() {
        check("tied_wrongly", |t| {
            t.run(run(|world, system| async move {
                for title in ["async", "async_nolink"] {
                    let said = world.clone();
                    fate(&system, title, move |me| async move {
                        let task = begin(&me, title);
                        let info = me.system().info(me.pid()).expect("who asks is alive");
                        let linked = info.links.contains(&task.pid());
                        let monitored = info.monitors.contains(&process::Target::Process(task.pid()));
                        said.say("owner", format!("{title}: linked {linked}, monitored {monitored}"));
                    })
                    .await;
                }
                for (kind, title) in [("async", "a linked task"), ("async_nolink", "a task without link")] {
                    let mut task = Pid::OUTSIDE;
                    let owner = {
                        let task = &mut task;
                        system.spawn(move |me| {
                            *task = begin(&me, kind).pid();
                            async move {
                                let _context = me;
                                pending::<()>().await;
                            }
                        })
                    };
                    world.settle().await;
                    system.exit(owner, "stop");
                    world.settle().await;
                    let fate = match system.is_alive(task) {
                        true => "works on".to_owned(),
                        false => format!("dies {}", system.join(task).await),
                    };
                    world.say("world", format!("the owner of {title} ends: the task {fate}"));
                }
            }));
            t.beam_section(BEAM, "ties");
        });
    }

    #[test]
    fn a_task_replies_once_and_ends() {
        check("reply_missing", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                fate(&system, "owner", |mut me| async move {
                    let task = super::start(&me, async { 7_u64 });
                    said.settle().await;
                    let alive = me.system().is_alive(task.pid());
                    let left = left(&mut me).await;
                    said.say("owner", format!("nobody asked; left: {left}"));
                    assert!(!alive, "a task that has replied has ended");
                })
                .await;
            }));
            t.beam_section(BEAM, "forgotten");
        });
    }
}

mod wait {
    use super::*;

    #[test]
    fn each_task_gives_its_own_result() {
        check("answer_of_another", |t| {
            let three = run(|world, system| async move {
                let said = world.clone();
                let fate = fate(&system, "owner", |mut me| async move {
                    let [a, b, c] = [1_u64, 2, 3].map(|n| start(&me, after(SECOND, n * n)));
                    let mut values = Vec::new();
                    for task in [c, a, b] {
                        values.push(task.wait(&mut me, TIMEOUT).await);
                    }
                    said.say("owner", format!("{} s: {values:?}", said.elapsed().as_secs()));
                });
                let fate = fate.await;
                if fate != "lives" {
                    world.say("world", format!("the owner {fate}"));
                }
            });
            // If not even the only task gives its result, its DOWN is recognised and its reply is not.
            let alone = run(|world, system| async move {
                fate(&system, "alone", |mut me| async move {
                    let value = start(&me, async { 7_u64 }).wait(&mut me, TIMEOUT).await;
                    world.say("alone", value.to_string());
                })
                .await;
            });
            t.suspect_if(alone.lines().count() == 0, "references_differ");
            t.run(three);
            t.beam_section(BEAM, "side_by_side");
        });
    }

    #[test]
    fn the_owner_ends_as_on_the_beam() {
        check("limit_ignored", |t| {
            t.run(run(|world, system| async move {
                let awaits = |trap: TrapExit| {
                    move |mut me: Context| async move {
                        me.trap_exit(trap);
                        start(&me, boom()).wait(&mut me, TIMEOUT).await;
                    }
                };
                let never_asks = |mut me: Context| async move {
                    let _task = start(&me, boom());
                    me.receive::<&str>().await;
                };
                let awaits_nolink = |mut me: Context| async move {
                    start_nolink(&me, boom()).wait(&mut me, TIMEOUT).await;
                };
                let awaits_too_short = |mut me: Context| async move {
                    start(&me, after(SECOND, 1)).wait(&mut me, MOMENT).await;
                };
                let fates = [
                    ("awaits a linked task", fate(&system, "a", awaits(TrapExit::No)).await),
                    ("never asks a linked task", fate(&system, "b", never_asks).await),
                    ("traps exits and awaits", fate(&system, "c", awaits(TrapExit::Yes)).await),
                    ("awaits a task without link", fate(&system, "d", awaits_nolink).await),
                    ("awaits a task that is late", fate(&system, "e", awaits_too_short).await),
                ];
                for (title, fate) in fates {
                    world.say("world", format!("{title}: {fate}"));
                }
            }));
            let not_heard = |line: &String| line.contains("without link: ") && !line.ends_with("boom");
            t.suspect_if(t.lines().iter().any(not_heard), "crash_not_heard");
            let mut expected = recorded("predict");
            expected.retain(|line| !line.starts_with("yields"));
            t.expect("beam.out", &expected);
        });
    }

    #[test]
    fn no_letter_of_the_task_is_left() {
        check("down_left_behind", |t| {
            t.run(run(|world, system| async move {
                for (name, title, trap) in [
                    ("owner", "in the mailbox", TrapExit::No),
                    ("trapping", "who traps exits", TrapExit::Yes),
                ] {
                    let said = world.clone();
                    fate(&system, name, move |mut me| async move {
                        me.trap_exit(trap);
                        let task = start(&me, async { 7_u64 });
                        me.system().register("task", task.pid()).expect("the name is free");
                        me.system().join(task.pid()).await;
                        let before = left(&mut me).await;
                        let value = task.wait(&mut me, TIMEOUT).await;
                        let left = left(&mut me).await;
                        said.say("owner", format!("{title}: {before}; await: {value}; left: {left}"));
                    })
                    .await;
                }
                let before = world.elapsed();
                let awaits = |mut me: Context| async move {
                    start_nolink(&me, boom()).wait(&mut me, TIMEOUT).await;
                };
                let fate = fate(&system, "waiting", awaits).await;
                world.say("world", format!("{} s: {fate:?}", (world.elapsed() - before).as_secs()));
            }));
            t.beam_section(BEAM, "wait");
        });
    }

    #[test]
    fn only_the_owner_may_wait() {
        check("stranger_waits", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                fate(&system, "owner", |mut me| async move {
                    let (given, kept) = (start(&me, async { 7_u64 }), start(&me, async { 7_u64 }));
                    let stranger = |mut me: Context| async move {
                        given.wait(&mut me, TIMEOUT).await;
                    };
                    let fate = fate(me.system(), "stranger", stranger).await;
                    said.say("owner", format!("a stranger awaits: {fate}"));
                    let value = kept.wait(&mut me, TIMEOUT).await;
                    said.say("owner", format!("the owner awaits: {value}"));
                })
                .await;
            }));
            t.beam_section(BEAM, "stranger");
        });
    }
}

mod many {
    use super::*;

    /// Runs an owner who waits for many, and says how long it took and what came of it.
    fn timed<F, Fut>(body: F) -> Run
    where
        F: FnOnce(Context) -> Fut + 'static,
        Fut: Future<Output = Vec<u64>> + Send + 'static,
    {
        run(|world, system| async move {
            let said = world.clone();
            let fate = fate(&system, "owner", move |me| {
                let values = body(me);
                async move {
                    let values = values.await;
                    said.say("owner", format!("{} s: {values:?}", said.elapsed().as_secs()));
                }
            })
            .await;
            if fate != "lives" {
                world.say("world", format!("{} s: {fate:?}", world.elapsed().as_secs()));
            }
        })
    }

    #[test]
    fn values_stand_in_the_order_of_the_tasks() {
        check("order_of_finish", |t| {
            t.run(timed(|mut me| async move {
                let tasks = [3_u64, 2, 1].map(|n| start(&me, after(Duration::from_secs(n), n)));
                wait_many(&mut me, tasks.into(), TIMEOUT).await
            }));
            t.expect("beam.out", &recorded("many")[..1]);
        });
    }

    #[test]
    fn a_crash_does_not_wait_for_its_turn() {
        check("crash_waits_its_turn", |t| {
            t.run(timed(|mut me| async move {
                let slow = start_nolink(&me, after(SECOND * 3, 1));
                let bad = start_nolink(&me, async {
                    sleep(SECOND).await;
                    boom().await
                });
                wait_many(&mut me, vec![slow, bad], TIMEOUT).await
            }));
            t.expect("beam.out", &recorded("many")[1..2]);
        });
    }

    #[test]
    fn the_limit_is_for_all_together() {
        check("limit_per_task", |t| {
            t.run(timed(|mut me| async move {
                let tasks = [1500_u64, 3000, 4500].map(|n| start(&me, after(Duration::from_millis(n), n)));
                wait_many(&mut me, tasks.into(), SECOND * 2).await
            }));
            t.expect("beam.out", &recorded("many")[2..]);
        });
    }
}

mod ask {
    use super::*;

    #[test]
    fn who_was_not_ready_can_be_asked_again() {
        check("gives_up_when_asked", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                let fate = fate(&system, "owner", |mut me| async move {
                    let mut task = start(&me, after(MOMENT + MOMENT / 2, 5_u64));
                    me.system().register("task", task.pid()).expect("the name is free");
                    let not_yet = task.yield_within(&mut me, MOMENT).await;
                    said.say("owner", format!("not yet: {}", shown(not_yet)));
                    let later = task.yield_within(&mut me, MOMENT).await;
                    said.say("owner", format!("later: {}", shown(later)));
                    let again = shown(task.yield_within(&mut me, MOMENT).await);
                    said.say("owner", format!("once more: {again}; left: {}", left(&mut me).await));
                });
                let fate = fate.await;
                if fate != "lives" {
                    world.say("world", format!("the owner {fate}"));
                }
            }));
            t.expect("beam.out", &recorded("yield")[..3]);
        });
    }

    #[test]
    fn a_crash_is_told_and_ends_nobody() {
        check("crash_ends_who_asks", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                let fate = fate(&system, "owner", |mut me| async move {
                    let mut risky = start_nolink(&me, async {
                        sleep(MOMENT + MOMENT / 2).await;
                        boom().await
                    });
                    let not_yet = risky.yield_within(&mut me, MOMENT).await;
                    said.say("owner", format!("another, not yet: {}", shown(not_yet)));
                    let crashed = shown(risky.yield_within(&mut me, MOMENT).await);
                    said.say("owner", format!("crashed since: {crashed}; left: {}", left(&mut me).await));
                });
                let fate = fate.await;
                if fate != "lives" {
                    world.say("world", format!("the owner {fate}"));
                }
            }));
            t.expect("beam.out", &recorded("yield")[3..]);
        });
    }
}

mod shutdown {
    use super::*;

    const POLITE: Shutdown = Shutdown::Timeout(Duration::from_secs(5));

    /// A linked task that traps exits and does something when it is told to end.
    fn told<F, Fut>(me: &Context, words: F) -> Task<&'static str>
    where
        F: FnOnce() -> Fut + Send + 'static,
        Fut: Future<Output = &'static str> + Send + 'static,
    {
        let owner = me.pid();
        let pid = me.spawn_link(move |mut task| async move {
            let order = task::order(&mut task, owner).await;
            task.trap_exit(TrapExit::Yes);
            task.receive::<Exit>().await;
            let words = words().await;
            order.reply(&task, words);
        });
        Task::of(me, pid)
    }

    /// Shuts down, and says what came of it.
    async fn show<T: Message + Display>(
        world: &World,
        me: &mut Context,
        title: &str,
        task: Task<T>,
        how: Shutdown,
    ) {
        let outcome = shown(task.shutdown(me, how).await);
        world.settle().await;
        world.say("owner", format!("{title}: {outcome}; left: {}", left(me).await));
    }

    #[test]
    fn a_task_ends_when_it_is_told_to_and_nothing_is_left() {
        check("left_running", |t| {
            let run = run(|world, system| async move {
                let said = world.clone();
                let fate = fate(&system, "owner", |mut me| async move {
                    let at_work: Task<u64> = start(&me, pending());
                    show(&said, &mut me, "at work", at_work, POLITE).await;
                    let at_work: Task<u64> = start(&me, pending());
                    show(&said, &mut me, "at work, brutally", at_work, Shutdown::BrutalKill).await;
                    let ready = start(&me, async { 7_u64 });
                    me.system().join(ready.pid()).await;
                    show(&said, &mut me, "ready in the meantime", ready, POLITE).await;
                    let crashed = start_nolink(&me, boom());
                    me.system().join(crashed.pid()).await;
                    show(&said, &mut me, "crashed in the meantime", crashed, POLITE).await;
                    let mut asked: Task<u64> = start(&me, pending());
                    asked.yield_within(&mut me, MOMENT).await;
                    show(&said, &mut me, "at work, asked before", asked, POLITE).await;
                })
                .await;
                world.say("world", format!("the owner {fate}"));
                let said = world.clone();
                super::fate(&system, "polite", |mut me| async move {
                    let polite = told(&me, || async { ":last_words" });
                    said.settle().await;
                    show(&said, &mut me, "cleans up and replies", polite, Shutdown::Timeout(MOMENT)).await;
                    let deaf = told(&me, pending);
                    said.settle().await;
                    show(&said, &mut me, "does not listen", deaf, Shutdown::Timeout(MOMENT)).await;
                })
                .await;
            });
            t.suspect_if(run.lines().any(|line| line.starts_with("the owner dies")), "dies_with_the_task");
            t.suspect_if(run.is_deadlock(), "left_running");
            let lost = |line: String| line.starts_with("ready") && !line.contains(":ok, 7");
            t.suspect_if(run.lines().any(lost), "reply_thrown_away");
            t.run(run);
            t.beam_section(BEAM, "shutdown");
        });
    }

    #[test]
    fn a_reply_at_the_last_moment_counts_and_stays_nowhere() {
        check("reply_thrown_away", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                fate(&system, "owner", |mut me| async move {
                    for pause in [99, 100, 101] {
                        let task = told(&me, move || after(Duration::from_millis(pause), ":last_words"));
                        said.settle().await;
                        let outcome = task.shutdown(&mut me, Shutdown::Timeout(MOMENT)).await;
                        let known = match outcome {
                            Some(Ok(_)) => "a reply",
                            Some(Err(ExitReason::Killed)) => "killed",
                            _ => "neither",
                        };
                        let known = if pause == 100 { "a reply or killed" } else { known };
                        sleep(SECOND).await;
                        said.say("owner", format!("{pause} ms: {known}; left: {}", left(&mut me).await));
                    }
                })
                .await;
            }));
            let expected = [
                "99 ms: a reply; left: []",
                "100 ms: a reply or killed; left: []",
                "101 ms: killed; left: []",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn who_may_take_its_time_gets_it() {
        check("left_running", |t| {
            t.run(run(|world, system| async move {
                let said = world.clone();
                fate(&system, "owner", |mut me| async move {
                    let slow = told(&me, || after(SECOND * 60, ":last_words"));
                    said.settle().await;
                    show(&said, &mut me, "after a minute", slow, Shutdown::Infinity).await;
                })
                .await;
            }));
            t.expect("transcript", &["after a minute: {:ok, :last_words}; left: []"]);
        });
    }
}
