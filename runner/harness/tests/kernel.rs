//! The deterministic world around a real process system.

use std::time::Duration;

use harness::{Outcome, Run, World, sim};
use process::{Call, Config, Context, ExitReason, Flush, System, TrapExit};

fn system(world: &World) -> System {
    let (spawner, tracer) = (Some(world.spawner()), Some(world.tracer()));
    System::new(Config { spawner, tracer, seed: 1, ..Config::default() })
}

/// A server that asks another one before it answers anybody.
async fn asks_first(mut me: Context, name: &'static str, other: &'static str) {
    me.register(name).expect("the name is free");
    let call = me.receive_if(|call: &Call<&'static str>| call.request == "how are you?").await;
    let other = me.system().whereis(other).expect("the other has its name");
    let answer: Result<&'static str, _> = me.call(other, "and you?", None).await;
    me.reply(call.from, answer.unwrap_or("nothing"));
}

/// Two servers, each of which is asked at the same time, and asks the other.
async fn two_servers_that_ask_each_other(world: World) {
    let system = system(&world);
    let a = system.spawn(|me| asks_first(me, "a", "b"));
    let b = system.spawn(|me| asks_first(me, "b", "a"));
    world.settle().await;
    for server in [a, b] {
        let client = move |mut me: Context| async move {
            let _: Result<&'static str, _> = me.call(server, "how are you?", None).await;
        };
        system.spawn(client);
    }
    system.join(a).await;
}

#[test]
fn a_deadlock_of_two_servers_is_found_at_once_and_says_who_waits_for_whom() {
    let run = sim(1, two_servers_that_ask_each_other);
    let Outcome::Deadlock(waiting) = &run.outcome else { panic!("nobody can answer: {:?}", run.outcome) };
    let of = |name: &str| waiting.iter().find(|w| w.process == name).expect("both servers wait");
    assert_eq!((of("a").whom.as_deref(), of("b").whom.as_deref()), (Some("b"), Some("a")));
    for server in ["a", "b"] {
        assert_eq!(of(server).mailbox, ["call \"and you?\""], "the question of the other lies unread");
        let line = of(server).source.as_ref().expect("the kernel says who called it");
        assert!(line.file.ends_with("tests/kernel.rs"), "{}", line.file);
    }
}

/// Links, a monitor, timers and a kill, started in an order that the seed decides.
async fn a_busy_system(world: World) -> String {
    let system = system(&world);
    for n in 0..4_u64 {
        let world = world.clone();
        system.spawn(move |mut me| async move {
            me.register(&format!("watcher{n}")).expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            let child = me.spawn_link(move |mut child: Context| async move {
                let pause = child.receive_timeout::<u32>(Duration::from_millis(10 * n)).await;
                if pause.is_none() && n == 2 {
                    panic!("boom");
                }
            });
            let reference = me.monitor(child);
            if n == 3 {
                me.exit(child, ExitReason::Kill);
            }
            if n == 1 {
                me.demonitor(reference, Flush::Yes);
            }
            let exit = me.receive::<process::Exit>().await;
            world.say(&format!("watcher{n}"), format!("{:?} after {} ms", exit, world.elapsed().as_millis()));
        });
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    format!("{} processes are left", system.process_count())
}

fn lines(run: &Run<String>) -> Vec<String> {
    let mut lines: Vec<String> = run.lines().collect();
    lines.sort();
    lines
}

#[test]
fn the_same_seed_gives_the_same_trace_of_a_system() {
    for seed in 0..10 {
        let (one, other) = (sim(seed, a_busy_system), sim(seed, a_busy_system));
        assert_eq!(one, other, "seed {seed}");
        assert_eq!(lines(&one), lines(&sim(99, a_busy_system)), "the order differs, not what happens");
        assert_eq!(one.finished(), "0 processes are left");
    }
}
