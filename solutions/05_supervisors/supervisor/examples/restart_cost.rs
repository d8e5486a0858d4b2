//! How long a restart takes, from the crash of a child to the first words of its next life:
//! `cargo run --release -p supervisor --example restart_cost`.

use std::sync::Arc;
use std::time::Duration;

use process::{Config, Context, ExitReason, Pid, System};
use supervisor::{ChildSpec, Flags, Options, Strategy, start_link};
use tokio::time::Instant;

const CRASHES: usize = 2_000;

/// The first words of a life, and when they were said.
#[derive(Debug)]
struct Up(Pid, Instant);

/// Crash, now.
#[derive(Debug)]
struct Crash;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for siblings in [0, 100, 1_000] {
        println!("{siblings} siblings: {:?} in the middle of {CRASHES} restarts", median(siblings).await);
    }
}

async fn median(siblings: usize) -> Duration {
    let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
    let (sender, result) = tokio::sync::oneshot::channel();
    let main = system.spawn(move |mut me| async move {
        let main = me.pid();
        let idle = |n| {
            ChildSpec::process(format!("idle {n}"), |mut me: Context| async move { drop(me.next().await) })
        };
        let mut children: Vec<ChildSpec> = (0..siblings).map(idle).collect();
        children.push(ChildSpec::process("crashes", move |mut me: Context| async move {
            me.send(main, Up(me.pid(), Instant::now()));
            me.receive::<Crash>().await;
            ExitReason::from("boom")
        }));
        let flags = Flags { strategy: Strategy::OneForOne, max_restarts: CRASHES + 1, max_seconds: 1_000 };
        start_link(&mut me, children, flags, Options::default()).await.expect("all children start");
        let mut took = Vec::with_capacity(CRASHES);
        let mut life: Up = me.receive().await;
        for _ in 0..CRASHES {
            let crash = Instant::now();
            me.send(life.0, Crash);
            life = me.receive().await;
            took.push(life.1 - crash);
        }
        took.sort_unstable();
        let _ = sender.send(took[CRASHES / 2]);
    });
    system.join(main).await;
    result.await.expect("the main process sends the median before it ends")
}
