//! Measures threads and tasks on this machine and prints figures and table:
//! `cargo run --release -p spawn_cost-exercise --example table`.
//!
//! With the argument `figures` it prints the lines that `figures.out` is made of.

use spawn_cost::{BOOK, Census, Cost, Figure, figures, os_thread, start_tasks, start_threads, table};

/// Rounds; the quickest counts, because noise only ever adds.
const ROUNDS: usize = 5;

fn quickest(what: &str, mut round: impl FnMut() -> Cost) -> Figure {
    let costs = (0..ROUNDS).map(|_| round());
    let best = costs.min_by_key(|cost| cost.took).expect("at least one round");
    let each = best.alive.max(1) as f64;
    let what = what.to_owned();
    Figure {
        what,
        alive: best.alive as u64,
        nanos: best.took.as_nanos() as f64 / each,
        bytes: best.bytes as f64 / each,
    }
}

fn tasks(n: usize) -> Cost {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(start_tasks(n, &Census::default()))
}

fn main() {
    let ours = [
        quickest("os_thread", || start_threads(1_000, &Census::default(), os_thread)),
        quickest("os_thread_10k", || start_threads(10_000, &Census::default(), os_thread)),
        quickest("tokio_task", || tasks(100_000)),
        quickest("tokio_task_1M", || tasks(1_000_000)),
    ];
    if std::env::args().nth(1).as_deref() == Some("figures") {
        for Figure { what, alive, nanos, bytes } in ours {
            println!("{what:<18} {alive:>8} {nanos:>10.0} {bytes:>10.0}");
        }
    } else {
        table(&ours, &figures(BOOK)).iter().for_each(|line| println!("{line}"));
    }
}
