//! The promises of the deterministic world.

use std::time::Duration;

use harness::{Event, Kind, Outcome, World, sim};
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

/// Timers of different lengths, a biased select between them and a channel, and a task that gives up.
async fn races(world: World) -> Vec<String> {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for n in 0..5_u64 {
        let (tx, world) = (tx.clone(), world.clone());
        world.clone().spawn(async move {
            let pause = Duration::from_millis(10 * world.choose(4) as u64);
            let _ = tokio::time::timeout(Duration::from_millis(15), tokio::time::sleep(pause)).await;
            world.say(&format!("p{n}"), format!("{} ms", world.elapsed().as_millis()));
            let _ = tx.send(format!("{n} at {:?}", world.elapsed()));
        });
    }
    drop(tx);
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    let mut seen = Vec::new();
    loop {
        tokio::select! {
            biased;
            heard = rx.recv() => match heard {
                Some(line) => seen.push(line),
                None => return seen,
            },
            _ = ticks.tick() => seen.push("tick".to_owned()),
        }
    }
}

#[test]
fn timers_and_biased_selects_repeat() {
    let runs: Vec<_> = (0..20).map(|seed| (sim(seed, races), sim(seed, races))).collect();
    assert!(runs.iter().all(|(one, other)| one == other));
    let different: std::collections::BTreeSet<_> = runs.iter().map(|(run, _)| format!("{run:?}")).collect();
    assert!(different.len() > 10, "20 seeds gave {} different runs", different.len());
}

#[test]
fn two_tasks_can_settle_at_once() {
    let run = sim(1, |world| async move {
        let other = world.clone();
        world.spawn(async move { other.settle().await });
        world.settle().await;
        world.elapsed()
    });
    assert_eq!(run.finished(), Duration::ZERO);
}

#[test]
fn a_ticking_task_hides_no_deadlock() {
    let run = sim(1, |world| async move {
        world.spawn(async {
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        std::future::pending::<()>().await;
    });
    assert!(run.is_deadlock());
}

/// Does what learners' destructors do: spawns, prints, asks for the time.
struct Untidy(World);

impl Drop for Untidy {
    fn drop(&mut self) {
        let world = self.0.clone();
        self.0.say("untidy", format!("dropped at {:?}", world.elapsed()));
        self.0.spawn(async move { drop(world) });
        let _timer = tokio::time::sleep(Duration::from_secs(1));
    }
}

#[test]
fn destructors_may_spawn_and_belong_to_no_transcript() {
    let run = sim(1, |world| async move {
        let untidy = Untidy(world.clone());
        world.spawn(async move {
            let _untidy = untidy;
            std::future::pending::<()>().await;
        });
        world.settle().await;
        world.say("main", "done");
    });
    assert_eq!(run.lines().collect::<Vec<_>>(), ["done"]);
}

#[test]
#[should_panic(expected = "boom")]
fn a_panic_beside_an_untidy_destructor_is_only_a_panic() {
    let run = sim(1, |world| async move {
        let untidy = Untidy(world.clone());
        world.spawn(async move {
            let _untidy = untidy;
            std::future::pending::<()>().await;
        });
        world.settle().await;
        world.spawn(async { panic!("boom") });
        std::future::pending::<()>().await;
    });
    run.finished();
}

#[test]
fn a_run_that_never_ends_keeps_a_bounded_trace() {
    let run = sim(1, |world| async move {
        for n in 0..300_000 {
            world.say("p", n.to_string());
        }
    });
    assert_eq!(run.events.len(), 200_000);
    assert!(run.lines().last().is_some_and(|line| line.contains("not kept")));
}

#[test]
fn events_can_be_a_transcript() {
    harness::check("x", |t| {
        let run = sim(1, |world| async move {
            let kind = Kind::Exit { reason: "boom".to_owned() };
            world.say("a", "leaves");
            world.tracer()(Event { at: 0, process: "a".to_owned(), kind, source: None });
        });
        assert_eq!(run.exits().collect::<Vec<_>>(), [("a", "boom")]);
        assert_eq!(run.of("a").count(), 2);
        t.events(&run, |event| matches!(event.kind, Kind::Exit { .. }).then(|| event.to_string()));
        t.expect("transcript", &["a exits: boom"]);
    });
}

#[test]
fn a_hundred_thousand_tasks_are_no_burden() {
    let run = sim(1, |world| async move {
        let (tx, mut rx) = mpsc::unbounded_channel();
        for n in 0..100_000_u32 {
            let tx = tx.clone();
            world.spawn(async move {
                tokio::task::yield_now().await;
                let _ = tx.send(n);
            });
        }
        drop(tx);
        let mut sum = 0;
        while let Some(n) = rx.recv().await {
            sum += u64::from(n);
        }
        sum
    });
    assert_eq!(run.finished(), 4_999_950_000);
}
