//! With real threads: ranges of an `ordered_set` come and go while others walk through them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use harness::Rng;
use process::{Config, Pid, System};
use table::{Options, Step, Table, Tables, Walk};
use term::{Term, term};

/// Walks in each direction.
const WALKS: usize = 150;
/// Keys from here on come and go in bursts; below they stay, with others coming and going in between.
const STAY: i64 = 4_000;
/// How many there may be in a burst: several ranges.
const BURST: i64 = 200;

fn stays(key: i64) -> bool {
    key < STAY && key % 10 == 0
}

/// Fills stretches of keys and empties them again: by single keys, by a list, by a walk that deletes.
fn come_and_go(table: &Table, me: Pid, seed: u64, over: &AtomicBool) {
    let mut rng = Rng::new(seed);
    while !over.load(Ordering::Acquire) {
        let from = rng.below(2 * STAY as usize) as i64;
        let mut keys: Vec<i64> = (from..from + BURST).filter(|key| !stays(*key)).collect();
        match rng.below(2) {
            0 => keys.iter().for_each(|key| table.insert(&me, term!({ (*key) })).expect("public")),
            _ => table.insert_many(&me, keys.iter().map(|key| term!({ (*key) }))).expect("public"),
        }
        if rng.below(2) == 0 {
            keys.reverse();
        }
        match rng.below(8) {
            0 => drop(table.visit(
                &me,
                Walk::write(),
                |row| if lasts(row) { Step::Keep } else { Step::Delete },
            )),
            _ => keys.iter().for_each(|key| table.delete(&me, &term!((*key))).expect("public")),
        }
    }
}

fn number(row: &Term) -> i64 {
    let Some([Term::Int(number)]) = row.as_tuple() else { panic!("{row} is no row of ours") };
    *number
}

fn lasts(row: &Term) -> bool {
    stays(number(row))
}

/// In strict order, and with every key that stays.
fn is_whole(keys: &[i64]) {
    assert!(keys.is_sorted_by(|a, b| a < b), "out of order");
    assert!(keys.iter().copied().filter(|key| stays(*key)).eq((0..STAY).step_by(10)), "a row was not seen");
}

fn walked(table: &Table, me: Pid, walk: Walk<'_>) -> Vec<i64> {
    let mut keys = Vec::new();
    table
        .visit(&me, walk, |row| {
            keys.push(number(row));
            Step::Keep
        })
        .expect("the table is public");
    keys
}

/// One key after the other, each asked for by itself.
fn stepped(table: &Table, me: Pid) -> Vec<i64> {
    let mut keys = Vec::new();
    let mut at = table.first(&me).expect("public");
    while let Some(key) = at {
        at = table.next(&me, &key).expect("public");
        let Term::Int(key) = key else { panic!("{key} is no key of ours") };
        keys.push(key);
    }
    keys
}

/// Ends the others too if an assertion fails.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn a_walk_sees_what_stays_though_ranges_come_and_go() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let _inside = runtime.enter();
    let system = System::new(Config::default());
    let me = system.spawn(|_| std::future::pending::<()>());
    let table = Tables::new(&system).create(&me, "t", Options::ordered_set().public()).expect("a table");
    table.insert_many(&me, (0..STAY).step_by(10).map(|key| term!({ (key) }))).expect("rows");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        for seed in 1..=3 {
            let (table, over) = (&table, &over);
            scope.spawn(move || come_and_go(table, me, seed, over));
        }
        let _over = Over(&over);
        for _ in 0..WALKS {
            is_whole(&walked(&table, me, Walk::read()));
            let mut backward = walked(&table, me, Walk::read().backward());
            backward.reverse();
            is_whole(&backward);
            is_whole(&stepped(&table, me));
        }
    });
    table
        .visit(&me, Walk::write(), |row| if lasts(row) { Step::Keep } else { Step::Delete })
        .expect("public");
    assert_eq!(table.size(), Ok(walked(&table, me, Walk::read()).len()));
    table.delete_all_objects(&me).expect("public");
    assert_eq!((table.size(), table.first(&me)), (Ok(0), Ok(None)));
}
