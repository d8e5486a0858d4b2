//! What is measured of a table, and how.

use std::hint::black_box;
use std::thread;
use std::time::Instant;

use harness::Rng;
use serde::{Deserialize, Serialize};
use term::Term;

/// One reading in so many is timed by itself.
const TIMED: usize = 16;
/// Selections with a bound key.
const SELECTIONS: usize = 100_000;
/// What one subject reached.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// New rows a second.
    pub insert: f64,
    /// Rows read a second.
    pub lookup: f64,
    /// Nine readings and one overwriting: operations a second.
    pub mix: f64,
    /// Of the readings among writings, five in a hundred take longer than this many nanoseconds.
    pub read_p95_ns: f64,
    /// One selection with a bound key, in nanoseconds.
    pub bound_ns: Option<f64>,
    /// One selection that looks at every row, in milliseconds.
    pub scan_ms: Option<f64>,
}

/// A table of rows `{key, value}`.
pub trait Rows: Sync {
    /// Puts a row in, or in place of the one with its key.
    fn insert(&self, key: Term, row: Term);
    /// The row of this key.
    fn lookup(&self, key: &Term) -> Option<Term>;
    /// How many rows of this key a match specification selects.
    fn select(&self, _key: i64) -> Option<usize> {
        None
    }
    /// How many rows with a value above this one a match specification selects.
    fn scan(&self, _above: i64) -> Option<usize> {
        None
    }
}

impl Figures {
    /// The median of each figure.
    pub fn median(samples: &[Self]) -> Option<Self> {
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied()
        };
        let of = |figure: fn(&Self) -> Option<f64>| middle(samples.iter().filter_map(figure).collect());
        Some(Self {
            insert: of(|sample| Some(sample.insert))?,
            lookup: of(|sample| Some(sample.lookup))?,
            mix: of(|sample| Some(sample.mix))?,
            read_p95_ns: of(|sample| Some(sample.read_p95_ns))?,
            bound_ns: of(|sample| sample.bound_ns),
            scan_ms: of(|sample| sample.scan_ms),
        })
    }

    /// Fills the table with `count` rows, reads all of them, reads and writes, then selects. Each in an order of its
    /// own: where rows are read as they came, they lie side by side in memory, and the cache is measured.
    pub fn of(rows: &impl Rows, threads: usize, count: usize) -> Self {
        let [inserting, reading, mixing] = [1, 2, 3].map(|seed| shuffled(count, seed));
        let insert = per_second(threads, count, |turn| {
            let key = inserting[turn];
            rows.insert(Term::Int(key), row(key, key * 3));
        });
        let lookup = per_second(threads, count, |turn| {
            let found = rows.lookup(&Term::Int(reading[turn]));
            assert!(black_box(found).is_some(), "every key is in the table");
        });
        let (mix, read_p95_ns) = mixed(rows, threads, &mixing);
        let selections = SELECTIONS.min(count);
        let bound_ns = rows.select(0).map(|_| {
            let rate = per_second(threads, selections, |turn| {
                assert_eq!(rows.select(reading[turn]), Some(1), "every key is in the table");
            });
            1e9 / rate
        });
        let above = i64::try_from(count * 3 - count / 100 * 3).expect("a table has fewer rows");
        let start = clock();
        let scan_ms = rows.scan(above).map(|found| {
            assert_eq!(found, count / 100 - 1, "one row in a hundred has such a value");
            start.elapsed().as_secs_f64() * 1e3
        });
        Self { insert, lookup, mix, read_p95_ns, bound_ns, scan_ms }
    }
}

/// The row of this key.
fn row(key: i64, value: i64) -> Term {
    Term::tuple([Term::Int(key), Term::Int(value)])
}

/// The keys `0..count` in an order that follows from the seed.
fn shuffled(count: usize, seed: u64) -> Vec<i64> {
    let mut keys: Vec<i64> = (0..).take(count).collect();
    let mut rng = Rng::new(seed);
    for last in (1..count).rev() {
        keys.swap(last, rng.below(last + 1));
    }
    keys
}

/// Divides `count` turns among threads; how many a second all of them reached.
fn per_second(threads: usize, count: usize, act: impl Fn(usize) + Sync) -> f64 {
    let start = clock();
    thread::scope(|scope| {
        for thread in 0..threads {
            let act = &act;
            scope.spawn(move || (count * thread / threads..count * (thread + 1) / threads).for_each(act));
        }
    });
    count as f64 / start.elapsed().as_secs_f64()
}

/// Nine readings and one overwriting: operations a second, and the 95th percentile of a reading.
fn mixed(rows: &impl Rows, threads: usize, keys: &[i64]) -> (f64, f64) {
    let count = keys.len();
    let start = clock();
    let mut took: Vec<u128> = thread::scope(|scope| {
        let part = |thread: usize| count * thread / threads..count * (thread + 1) / threads;
        let workers: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || mix_part(rows, part(thread), keys))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no operation panics")).collect()
    });
    let rate = count as f64 / start.elapsed().as_secs_f64();
    took.sort_unstable();
    (rate, took[took.len() * 95 / 100] as f64)
}

fn mix_part(rows: &impl Rows, turns: std::ops::Range<usize>, keys: &[i64]) -> Vec<u128> {
    let mut took = Vec::with_capacity(turns.len() / TIMED + 1);
    for turn in turns {
        let key = keys[turn];
        if turn % 10 == 0 {
            rows.insert(Term::Int(key), row(key, key * 3));
        } else if turn % TIMED == 1 {
            let start = clock();
            black_box(rows.lookup(&Term::Int(key)));
            took.push(start.elapsed().as_nanos());
        } else {
            black_box(rows.lookup(&Term::Int(key)));
        }
    }
    took
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn clock() -> Instant {
    Instant::now()
}
