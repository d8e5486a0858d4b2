//! A hundred thousand random changes: the table holds what a plain map holds, and every walk is in its order.

use std::collections::BTreeMap;

use harness::Rng;
use process::{Config, System};
use table::{Options, Step, Table, Tables, Walk};
use term::{InOrder, Term, term};

/// Keys of which many fall into one place of the order: texts that begin alike, tuples, numbers that are nearly equal.
fn key(rng: &mut Rng) -> Term {
    let number = rng.below(300);
    match rng.below(6) {
        0 => term!((number as i64 - 150)),
        1 => term!((number as f64 / 4.0)),
        2 => Term::from(format!("the same beginning {number}").as_str()),
        3 => term!({:pair, (number as i64)}),
        4 => term!((9_007_199_254_740_992_i64 + number as i64)),
        _ => term!([(number as i64)]),
    }
}

fn walked(table: &Table, me: process::Pid, walk: &Walk<'_>, chunk: usize) -> Vec<Term> {
    let (mut seen, mut at) = (Vec::new(), None);
    loop {
        let part = at.as_ref().map_or_else(|| walk.clone(), |at| walk.clone().after(at));
        let mut left = chunk;
        at = table
            .visit(&me, part, |row| {
                seen.push(row.clone());
                left -= 1;
                if left == 0 { Step::Stop } else { Step::Keep }
            })
            .expect("the table is public");
        if at.is_none() {
            return seen;
        }
    }
}

fn run(options: Options, seed: u64, in_order: bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let _entered = runtime.enter();
    let system = System::new(Config::default());
    let owner = system.spawn(|mut me| async move { drop(me.next().await) });
    let table = Tables::new(&system).create(&owner, "t", options.public()).expect("the owner lives");
    let mut rng = Rng::new(seed);
    let mut ordered: BTreeMap<InOrder, Term> = BTreeMap::new();
    let mut exact: BTreeMap<Term, Term> = BTreeMap::new();
    for turn in 0..25_000 {
        // Grows for a while, shrinks for a while.
        let grows = turn / 2_000 % 2 == 0;
        let key = key(&mut rng);
        if rng.below(10) < if grows { 7 } else { 2 } {
            let row = term!({(key.clone()), (turn)});
            table.insert(&owner, row.clone()).expect("the table is public");
            ordered.insert(InOrder(key.clone()), row.clone());
            exact.insert(key, row);
        } else {
            table.delete(&owner, &key).expect("the table is public");
            ordered.remove(&InOrder(key.clone()));
            exact.remove(&key);
        }
        if turn % 500 == 0 {
            let chunk = 1 + rng.below(40);
            let mut forward = walked(&table, owner, &Walk::read(), chunk);
            let mut backward = walked(&table, owner, &Walk::read().backward(), chunk);
            backward.reverse();
            assert_eq!(forward, backward, "seed {seed}, turn {turn}");
            if in_order {
                assert!(forward.iter().eq(ordered.values()), "seed {seed}, turn {turn}");
            } else {
                forward.sort();
                let mut all: Vec<Term> = exact.values().cloned().collect();
                all.sort();
                assert_eq!(forward, all, "seed {seed}, turn {turn}");
            }
            assert_eq!(table.size(), Ok(forward.len()), "seed {seed}, turn {turn}");
        }
    }
}

#[test]
fn a_set_holds_what_a_map_holds() {
    run(Options::set(), 1, false);
    run(Options::set(), 2, false);
}

#[test]
fn an_ordered_set_is_walked_in_the_order_of_terms() {
    run(Options::ordered_set(), 1, true);
    run(Options::ordered_set(), 2, true);
}
