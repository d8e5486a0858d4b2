//! What a call promises, on the real kernel in the deterministic world.

use std::sync::Arc;
use std::time::Duration;

use harness::{Run, World, seeds, sim};
use process::{Call, CallError, Caller, Config, Context, ExitReason, Pid, System};

const LIMIT: Option<Duration> = Some(Duration::from_secs(5));

#[derive(Clone, Copy, Debug)]
struct Stop;

fn system(world: &World) -> System {
    let crash_log: process::CrashLog = Arc::new(|_| {});
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(crash_log),
        ..Config::default()
    })
}

/// Runs a client against a server under every seed and hands back what the client prints, which is the same each time.
fn lines<S, C, SF, CF>(server: S, client: C) -> Vec<String>
where
    S: Fn(Context) -> SF + Clone + 'static,
    SF: Future<Output = ()> + Send + 'static,
    C: Fn(Context, Pid, World) -> CF + Clone + 'static,
    CF: Future<Output = ()> + Send + 'static,
{
    let run = |seed| -> Run {
        let (server, client) = (server.clone(), client.clone());
        sim(seed, |world| async move {
            let system = system(&world);
            let server = system.spawn(server);
            let client = system.spawn(|me| client(me, server, world.clone()));
            system.join(client).await;
        })
    };
    let mut transcripts = seeds(20).map(|seed| {
        let run = run(seed);
        assert!(!run.is_deadlock(), "seed {seed}");
        run.lines().collect::<Vec<String>>()
    });
    let first = transcripts.next().expect("at least one seed");
    assert!(transcripts.all(|other| other == first));
    first
}

async fn says_answer(mut me: Context, server: Pid, world: World) {
    let answer = me.call::<u32>(server, 21_u32, LIMIT).await;
    world.say("client", format!("{answer:?} after {} s", world.elapsed().as_secs()));
}

#[test]
fn a_reply_is_the_answer() {
    let server = |mut me: Context| async move {
        let call: Call<u32> = me.receive().await;
        me.reply(call.from, call.request * 2);
    };
    assert_eq!(lines(server, says_answer), ["Ok(42) after 0 s"]);
}

#[test]
fn another_process_may_reply() {
    let server = |mut me: Context| async move {
        let call: Call<u32> = me.receive().await;
        me.spawn(move |helper| async move { helper.reply(call.from, call.request * 2) });
        me.receive::<Stop>().await;
    };
    assert_eq!(lines(server, says_answer), ["Ok(42) after 0 s"]);
}

/// What the BEAM printed: `GenServer.call`, the reply is left to another process, the server stops.
#[test]
fn a_caller_hears_of_the_end_though_another_was_to_reply() {
    let server = |mut me: Context| async move {
        let call: Call<u32> = me.receive().await;
        me.spawn(move |mut helper| async move {
            helper.receive::<Stop>().await;
            helper.reply(call.from, call.request);
        });
        me.stop("shutdown").await
    };
    let client = |mut me: Context, server: Pid, world: World| async move {
        let Err(CallError::Down(reason)) = me.call::<u32>(server, 0_u32, LIMIT).await else { return };
        world.say("client", format!("call ended: {reason}"));
        world.say("client", format!("mailbox: {}", me.message_queue_len()));
    };
    let beam = include_str!("../../../../exercises/02_processes/process/beam.out");
    let head = "-- a reply left to another process, and the server stops";
    let recorded: Vec<&str> = beam.lines().skip_while(|line| *line != head).skip(1).take(2).collect();
    assert_eq!(lines(server, client), recorded);
}

#[test]
fn a_caller_hears_why_the_server_ended() {
    let server = |mut me: Context| async move {
        let _call: Call<u32> = me.receive().await;
        panic!("oops");
    };
    assert_eq!(lines(server, says_answer), ["Err(Down(Panic(\"oops\"))) after 0 s"]);
}

#[test]
fn a_request_that_was_never_read_ends_with_the_server() {
    let server = |mut me: Context| async move {
        tokio::time::sleep(Duration::from_secs(1)).await;
        me.stop("boom").await
    };
    assert_eq!(lines(server, says_answer), ["Err(Down(Other(\"boom\"))) after 1 s"]);
}

#[test]
fn a_server_that_forgot_the_caller_is_waited_for_until_it_ends() {
    let server = |mut me: Context| async move {
        let _forgotten = me.receive::<Call<u32>>().await;
        tokio::time::sleep(Duration::from_secs(2)).await;
    };
    assert_eq!(lines(server, says_answer), ["Err(Down(Normal)) after 2 s"]);
}

#[test]
fn a_call_to_nobody_is_noproc_at_once() {
    let client = |me: Context, server: Pid, world: World| async move {
        me.exit(server, ExitReason::Kill);
        me.system().clone().join(server).await;
        says_answer(me, server, world).await;
    };
    let server = |mut me: Context| async move {
        me.receive::<Stop>().await;
    };
    assert_eq!(lines(server, client), ["Err(Down(NoProc)) after 0 s"]);
}

#[test]
fn calling_oneself_is_an_error_and_no_deadlock() {
    let client = |me: Context, _: Pid, world: World| async move {
        let myself = me.pid();
        says_answer(me, myself, world).await;
    };
    assert_eq!(lines(|_| async {}, client), ["Err(CallingSelf) after 0 s"]);
}

#[test]
fn a_late_reply_never_reaches_the_mailbox() {
    let server = |mut me: Context| async move {
        let call: Call<u32> = me.receive().await;
        tokio::time::sleep(Duration::from_secs(6)).await;
        me.reply(call.from, call.request * 2);
    };
    let client = |mut me: Context, server: Pid, world: World| async move {
        let answer = me.call::<u32>(server, 21_u32, LIMIT).await;
        world.say("client", format!("{answer:?} after {} s", world.elapsed().as_secs()));
        tokio::time::sleep(Duration::from_secs(2)).await;
        world.say("client", format!("mailbox: {}", me.message_queue_len()));
    };
    assert_eq!(lines(server, client), ["Err(Timeout) after 5 s", "mailbox: 0"]);
}

#[test]
fn limits_hold_one_after_the_other() {
    let server = |mut me: Context| async move {
        loop {
            let _ = me.receive::<Call<u32>>().await.request;
            tokio::time::sleep(Duration::from_secs(100)).await;
        }
    };
    let client = |mut me: Context, server: Pid, world: World| async move {
        for seconds in [5, 1, 7] {
            let before = world.elapsed();
            let answer = me.call::<u32>(server, 1_u32, Some(Duration::from_secs(seconds))).await;
            world.say("client", format!("{answer:?} after {} s", (world.elapsed() - before).as_secs()));
        }
    };
    assert_eq!(
        lines(server, client),
        ["Err(Timeout) after 5 s", "Err(Timeout) after 1 s", "Err(Timeout) after 7 s"]
    );
}

#[test]
fn what_else_arrives_meanwhile_waits_in_order() {
    let server = |mut me: Context| async move {
        let call: Call<u32> = me.receive().await;
        for n in 1..=3_i32 {
            me.send(call.from.pid(), n);
        }
        me.reply(call.from, 0_u32);
    };
    let client = |mut me: Context, server: Pid, world: World| async move {
        me.send(me.pid(), 0_i32);
        me.call::<u32>(server, 0_u32, None).await.expect("the server replies");
        for _ in 0..4 {
            world.say("client", me.receive::<i32>().await.to_string());
        }
    };
    assert_eq!(lines(server, client), ["0", "1", "2", "3"]);
}

#[test]
fn a_caller_may_be_kept_for_later() {
    let server = |mut me: Context| async move {
        let mut waiting: Vec<Caller> = Vec::new();
        for _ in 0..2 {
            waiting.push(me.receive::<Call<u32>>().await.from);
        }
        for caller in waiting {
            me.reply(caller, 1_u32);
        }
    };
    let client = |me: Context, server: Pid, world: World| async move {
        let clients: Vec<Pid> = (0..2)
            .map(|_| {
                me.spawn(move |mut me| async move {
                    me.call::<u32>(server, 0_u32, LIMIT).await.map_or("lost", |_| "normal")
                })
            })
            .collect();
        for client in clients {
            let reason = me.system().join(client).await;
            world.say("client", reason.to_string());
        }
    };
    assert_eq!(lines(server, client), ["normal", "normal"]);
}
