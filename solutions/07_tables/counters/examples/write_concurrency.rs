//! How much do writers get in each other's way? Threads count in five places; the figure is additions in a second.
//!
//! `cargo run --release -q -p counters --example write_concurrency`

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use counters::Slots;
use process::{Config, Pid, System};
use table::{Options, Table, Tables};
use term::{Term, term};
use tokio::time::Instant;

/// How many additions each thread makes at a time before it looks at the clock.
const BATCH: u64 = 1_000;
const FOR: Duration = Duration::from_millis(500);
/// Slots of one thread lie so far apart that they share no cache line.
const APART: usize = 16;

/// Runs `add(thread)` in so many threads at once, and says how many additions there were in a second.
fn measure(threads: usize, add: impl Fn(usize) + Sync) -> f64 {
    let begun = Instant::now();
    let all: u64 = thread::scope(|scope| {
        let work = |thread: usize| {
            let mut done = 0;
            while begun.elapsed() < FOR {
                (0..BATCH).for_each(|_| add(thread));
                done += BATCH;
            }
            done
        };
        let running: Vec<_> = (0..threads).map(|n| scope.spawn(move || work(n))).collect();
        running.into_iter().map(|thread| thread.join().expect("nothing here panics")).sum()
    });
    f64::from(u32::try_from(all).unwrap_or(u32::MAX)) / begun.elapsed().as_secs_f64()
}

fn count(table: &Table, me: Pid, key: &Term) {
    table.update_counter_or(&me, key, 1, &term!({(key), 0})).expect("its owner lives");
}

fn add(slots: &Slots, index: usize) {
    slots.add_get(index, 1).expect("there is such a slot");
}

fn main() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        let system = System::new(Config::default());
        let owner = system.spawn(|mut me| async move { drop(me.next().await) });
        let table = Tables::new(&system).create(&owner, "hits", Options::set().public()).expect("it lives");
        let keys: Vec<Term> = (0..cores.max(4)).map(|thread| term!({:thread, (thread)})).collect();
        let (one, slots, mutex) = (term!(:one), Slots::new(APART * cores.max(4) + 1), Mutex::new(0_u64));
        println!("{cores} cores; million additions in a second");
        println!("{:<24}{:>10}{:>10}{:>10}", "threads", 1, 2, 4);
        let row = |name: &str, add: &(dyn Fn(usize) + Sync)| {
            let rates = [1, 2, 4].map(|threads| measure(threads, add) / 1e6);
            println!("{name:<24}{:>10.1}{:>10.1}{:>10.1}", rates[0], rates[1], rates[2]);
        };
        row("one row for all", &|_| count(&table, owner, &one));
        row("a row for each", &|thread| count(&table, owner, &keys[thread]));
        row("a number in a mutex", &|_| *mutex.lock().expect("nobody panics with it") += 1);
        row("one atomic for all", &|_| add(&slots, 1));
        row("an atomic for each", &|thread| add(&slots, 1 + thread * APART));
    });
}
