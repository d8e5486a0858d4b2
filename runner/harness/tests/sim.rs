//! The promises of the deterministic world.

use std::time::Duration;

use harness::{Outcome, World, sim};
use tokio::sync::{mpsc, oneshot};

/// Three tasks talk to one collector, each after a wait; the order of equal moments is the seed's.
async fn chatter(world: World) -> Vec<u32> {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..6 {
        let (tx, world2) = (tx.clone(), world.clone());
        world.spawn(async move {
            tokio::time::sleep(Duration::from_millis(u64::from(n % 2))).await;
            world2.say(&format!("p{n}"), format!("{n} speaks"));
            let _ = tx.send(n);
        });
    }
    drop(tx);
    let mut heard = Vec::new();
    while let Some(n) = rx.recv().await {
        heard.push(n);
    }
    heard
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in 0..20 {
        assert_eq!(sim(seed, chatter), sim(seed, chatter), "seed {seed}");
    }
}

#[test]
fn different_seeds_try_different_orders() {
    let orders: std::collections::BTreeSet<_> = (0..20).map(|seed| sim(seed, chatter).finished()).collect();
    assert!(orders.len() > 5, "20 seeds gave {} orders", orders.len());
}

#[test]
fn an_hour_of_waiting_takes_no_time() {
    let run = sim(1, |world| async move {
        tokio::time::sleep(Duration::from_secs(3600)).await;
        world.elapsed()
    });
    assert_eq!(run.finished(), Duration::from_secs(3600));
}

#[test]
fn a_reply_that_never_comes_is_a_deadlock_at_once() {
    let run = sim(1, |_| async {
        let (_keep, reply) = oneshot::channel::<()>();
        let _ = reply.await;
    });
    assert_eq!(run.outcome, Outcome::Deadlock(Vec::new()));
}

#[test]
#[should_panic(expected = "boom")]
fn a_panic_in_a_task_is_not_lost() {
    let run = sim(1, |world| async move {
        world.spawn(async { panic!("boom") });
        tokio::time::sleep(Duration::from_secs(1)).await;
    });
    run.finished();
}

#[test]
fn settle_returns_when_nobody_else_can_run() {
    let run = sim(3, |world| async move {
        let (tx, mut rx) = mpsc::unbounded_channel();
        for n in 0..10 {
            let tx = tx.clone();
            world.spawn(async move {
                let _ = tx.send(n);
            });
        }
        world.settle().await;
        let mut heard = 0;
        while rx.try_recv().is_ok() {
            heard += 1;
        }
        heard
    });
    assert_eq!(run.finished(), 10);
}
