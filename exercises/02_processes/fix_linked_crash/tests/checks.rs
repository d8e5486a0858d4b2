//! Checks of `fix_linked_crash`. Each step is a module, each claim a test.

use std::future::{Future, pending};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fix_linked_crash::{ask_monitoring, ask_trapping, supervise};
use harness::{Run, World, check, sim};
use process::{Config, Context, Exit, ExitReason, System, TrapExit};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `parent` and says, as the last line, why it ended.
fn parent<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = system(&world);
        let inside = world.clone();
        let pid = system.spawn(|me| async move {
            me.register("parent").expect("the name is free");
            body(inside, me).await;
        });
        let reason = system.join(pid).await;
        world.say("parent", format!("the parent's exit reason: :{}", shown(&reason)));
    })
}

fn system(world: &World) -> System {
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        ..Config::default()
    })
}

/// A panic stands for `exit(:boom)`.
fn shown(reason: &ExitReason) -> String {
    match reason {
        ExitReason::Panic(message) => message.to_string(),
        reason => reason.to_string(),
    }
}

/// The work of a worker that crashes, with a panic that nothing prints.
async fn crash() -> u32 {
    resume_unwind(Box::new("boom"))
}

mod predict {
    use super::*;
    use fix_linked_crash::predict::{CATCHES_EXCEPTIONS, MATCHES_ON_THE_RESULT, MONITORS, TRAPS_EXITS};

    /// What the recorded transcript says of the parent in this section.
    fn recorded(section: &str) -> String {
        let head = format!("-- {section}");
        let mut lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
        let reason = lines.find_map(|line| line.strip_prefix("the parent's exit reason: :"));
        match reason.expect("each section ends with the parent's exit reason") {
            "normal" => "lives".to_owned(),
            reason => format!("dies {reason}"),
        }
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_survivor", |t| {
            let ours = [MATCHES_ON_THE_RESULT, CATCHES_EXCEPTIONS, TRAPS_EXITS, MONITORS];
            let beam = ["match", "rescue", "trap", "monitor"].map(recorded);
            t.suspect_if(ours[..2] != beam[..2], "predicts_that_matching_helps");
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &beam);
        });
    }
}

mod trap {
    use super::*;

    #[test]
    fn the_parent_outlives_a_crash_by_trapping() {
        check("match_cannot_catch", |t| {
            t.run(parent(|world, mut me| async move {
                if let Err(reason) = ask_trapping(&mut me, crash()).await {
                    world.say("parent", format!("parent: got EXIT: {}", shown(&reason)));
                }
                world.say("parent", "parent: still here");
            }));
            t.beam_section(BEAM, "trap");
        });
    }

    #[test]
    fn an_answer_leaves_no_exit_behind() {
        check("exit_left_behind", |t| {
            t.run(parent(|world, mut me| async move {
                let answer = ask_trapping(&mut me, async { 42 }).await;
                world.settle().await;
                world.say("parent", format!("{answer:?}, {} letters left", me.message_queue_len()));
            }));
            t.expect("transcript", &["Ok(42), 0 letters left", "the parent's exit reason: :normal"]);
        });
    }

    #[test]
    fn the_caller_traps_as_much_as_before() {
        check("keeps_trapping", |t| {
            t.run(parent(|world, mut me| async move {
                for before in [TrapExit::No, TrapExit::Yes] {
                    me.trap_exit(before);
                    for result in
                        [ask_trapping(&mut me, async { 42 }).await, ask_trapping(&mut me, crash()).await]
                    {
                        let kind = if result.is_ok() { "an answer" } else { "a crash" };
                        let after = me.trap_exit(before);
                        world.say("parent", format!("trapped before: {before:?}, after {kind}: {after:?}"));
                    }
                }
            }));
            t.snapshot("the_caller_traps_as_much_as_before", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

mod monitor {
    use super::*;

    #[test]
    fn the_parent_outlives_a_crash_by_watching() {
        check("link_kept", |t| {
            t.run(parent(|world, mut me| async move {
                if let Err(reason) = ask_monitoring(&mut me, crash()).await {
                    world.say("parent", format!("parent: got DOWN: {}", shown(&reason)));
                }
                world.say("parent", "parent: still here");
            }));
            t.beam_section(BEAM, "monitor");
        });
    }

    #[test]
    fn the_parent_still_obeys_its_own_links() {
        check("traps_instead", |t| {
            t.run(parent(|world, mut me| async move {
                let parent = me.pid();
                me.spawn(move |boss| async move {
                    boss.link(parent);
                    ExitReason::Shutdown
                });
                let slow = async {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                    42
                };
                let _ = ask_monitoring(&mut me, slow).await;
                world.say("parent", "parent: still here");
            }));
            t.expect("transcript", &["the parent's exit reason: :shutdown"]);
        });
    }

    #[test]
    fn an_answer_leaves_no_down_behind() {
        check("down_left_behind", |t| {
            t.run(parent(|world, mut me| async move {
                let answer = ask_monitoring(&mut me, async { 42 }).await;
                world.settle().await;
                world.say("parent", format!("{answer:?}, {} letters left", me.message_queue_len()));
            }));
            t.expect("transcript", &["Ok(42), 0 letters left", "the parent's exit reason: :normal"]);
        });
    }
}

mod supervisor {
    use super::*;

    /// A worker that says how often it was started, and in its `n`th life does what `life(n)` says.
    fn worker<Fut>(
        world: World,
        life: impl Fn(u32) -> Fut + Clone + Send + 'static,
    ) -> impl Fn(Context) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> + Send + 'static
    where
        Fut: Future<Output = ()> + Send + 'static,
    {
        let starts = Arc::new(AtomicU32::new(0));
        move |me| {
            let n = starts.fetch_add(1, Ordering::Relaxed) + 1;
            let (world, life) = (world.clone(), life.clone());
            Box::pin(async move {
                me.register("worker").expect("the last life has given it back");
                world.say("worker", format!("worker: life {n}"));
                if n < 6 {
                    life(n).await;
                } else {
                    pending::<()>().await; // enough is enough
                }
            })
        }
    }

    #[test]
    fn a_crashed_worker_is_started_again() {
        check("supervisor_dies_too", |t| {
            t.run(parent(|world, mut me| async move {
                me.trap_exit(TrapExit::Yes);
                let life = |n| async move {
                    if n < 3 {
                        crash().await;
                    }
                };
                let supervisor = supervise(&me, worker(world.clone(), life));
                let limit = Duration::from_secs(60);
                let exit = me.receive_if_timeout(limit, |exit: &Exit| exit.from == supervisor).await;
                let end =
                    exit.map_or("runs for ever".to_owned(), |exit| format!("ends {}", shown(&exit.reason)));
                world.say("parent", format!("parent: the supervisor {end}"));
            }));
            t.suspect_if(t.lines().contains(&"worker: life 4".to_owned()), "restarts_the_finished");
            t.snapshot("a_crashed_worker_is_started_again", env!("CARGO_MANIFEST_DIR"));
        });
    }

    #[test]
    fn a_worker_that_has_finished_is_not_started_again() {
        check("restarts_the_finished", |t| {
            t.run(parent(|world, mut me| async move {
                me.trap_exit(TrapExit::Yes);
                supervise(&me, worker(world.clone(), |_| async {}));
                let end = me.receive_timeout::<Exit>(Duration::from_secs(60)).await;
                let end =
                    end.map_or("runs for ever".to_owned(), |exit| format!("ends {}", shown(&exit.reason)));
                world.say("parent", format!("parent: the supervisor {end}"));
            }));
            let expected =
                ["worker: life 1", "parent: the supervisor ends normal", "the parent's exit reason: :normal"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn an_order_to_stop_ends_both() {
        check("ignores_orders", |t| {
            for order in [ExitReason::Shutdown, ExitReason::Normal] {
                let (alive, ended) = sim(1, |world| async move {
                    let system = system(&world);
                    let inside = world.clone();
                    let boss = system.spawn(move |mut me| async move {
                        me.register("parent").expect("the name is free");
                        supervise(&me, worker(inside, |_| pending()));
                        me.receive::<ExitReason>().await
                    });
                    world.settle().await;
                    let alive = system.process_count();
                    system.send(boss, order);
                    world.settle().await;
                    (alive, system.process_count())
                })
                .finished();
                t.suspect_if(ended == 1, "worker_left_behind");
                t.line(format!("{alive} processes, {ended} after the order"));
            }
            t.expect("transcript", &["3 processes, 0 after the order"; 2]);
        });
    }
}
