//! How often a busy task gives its worker back. Nothing here depends on time.
//!
//! `cargo run -q -p responsiveness --example turns`

use std::future::{Future, poll_fn, ready};
use std::pin::pin;

use tokio::sync::mpsc;
use tokio::task::{coop, yield_now};

/// Messages that lie ready, or rounds of the loop.
const ROUNDS: u32 = 1_000;

// ANCHOR: counted
/// How often `task` gives the worker back before it ends: every poll but the last.
async fn gives_way(task: impl Future<Output = ()>) -> u32 {
    let mut task = pin!(task);
    let mut polls = 0;
    poll_fn(|context| {
        polls += 1;
        task.as_mut().poll(context)
    })
    .await;
    polls - 1
}
// ANCHOR_END: counted

// ANCHOR: busy
async fn never_awaits() {
    let sum: u32 = (0..ROUNDS).map(std::hint::black_box).sum();
    assert!(sum > ROUNDS);
}

async fn awaits_what_is_ready() {
    for n in 0..ROUNDS {
        ready(n).await;
    }
}

async fn awaits_a_full_channel() {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    (0..ROUNDS).for_each(|n| sender.send(n).expect("the receiver lives"));
    drop(sender);
    while receiver.recv().await.is_some() {}
}

async fn yields_every_100_rounds() {
    for n in 1..=ROUNDS {
        if n % 100 == 0 {
            yield_now().await;
        }
    }
}
// ANCHOR_END: busy

async fn transcript() -> Vec<String> {
    vec![
        format!("never awaits: {}", gives_way(never_awaits()).await),
        format!("awaits what is ready: {}", gives_way(awaits_what_is_ready()).await),
        format!("awaits a full channel: {}", gives_way(awaits_a_full_channel()).await),
        format!("the same, unconstrained: {}", gives_way(coop::unconstrained(awaits_a_full_channel())).await),
        format!("yields every 100 rounds: {}", gives_way(yields_every_100_rounds()).await),
    ]
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    transcript().await.iter().for_each(|line| println!("{line}"));
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn the_recorded_figures_are_still_right() {
        let lines = super::transcript().await;
        assert_eq!(lines, include_str!("turns.out").lines().collect::<Vec<_>>());
    }
}
