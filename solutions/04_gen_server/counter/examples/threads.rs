//! The same race between two real threads, and no message anywhere: a number in memory, read, increased, written
//! back. The figures differ from run to run.
//!
//! `cargo run -q -p counter --example threads`

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

const TIMES: u64 = 1000;

/// Two threads that start together and call `add`, 1,000 times each. What the number is afterwards.
fn left(add: impl Fn(&AtomicU64) + Sync) -> u64 {
    let (number, start) = (AtomicU64::new(0), Barrier::new(2));
    let client = || {
        start.wait();
        (0..TIMES).for_each(|_| add(&number));
    };
    thread::scope(|scope| {
        scope.spawn(client);
        scope.spawn(client);
    });
    number.into_inner()
}

// ANCHOR: adds
/// Two operations, each of which nobody can disturb.
fn load_and_store(number: &AtomicU64) {
    let seen = number.load(Ordering::Relaxed);
    number.store(seen + 1, Ordering::Relaxed);
}

/// One operation.
fn fetch_add(number: &AtomicU64) {
    number.fetch_add(1, Ordering::Relaxed);
}
// ANCHOR_END: adds

fn main() {
    for run in 1..=8 {
        println!(
            "run {run}: {} left by load and store, {} by fetch_add",
            left(load_and_store),
            left(fetch_add)
        );
    }
}
