//! A walk that stops and goes on, through keys that lie in different shards.

use process::{Config, System};
use table::{Options, Step, Tables, Walk};
use term::{Term, term};

/// What a test does in a process of its own.
fn in_a_process(body: impl FnOnce(&Tables, process::Pid) + Send + 'static) {
    let run = harness::sim(1, |world| async move {
        let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
        let tables = Tables::new(&system);
        system.join(system.spawn(move |me| async move { body(&tables, me.pid()) })).await
    });
    assert_eq!(run.finished(), process::ExitReason::Normal);
}

#[test]
fn one_step_after_the_other_sees_every_key() {
    in_a_process(|tables, me| {
        for options in [Options::set(), Options::bag(), Options::ordered_set()] {
            let table = tables.create(&me, "numbers", options).expect("the process is there");
            table.insert_many(&me, (0..300).map(|key| term!({ (key) }))).expect("it is ours");
            let (mut keys, mut key) = (Vec::new(), table.first(&me).expect("it is there"));
            while let Some(found) = key {
                key = table.next(&me, &found).expect("the key is there");
                keys.push(found);
            }
            keys.sort();
            assert_eq!(keys, (0..300).map(Term::from).collect::<Vec<_>>());
        }
    });
}

#[test]
fn a_walk_that_deletes_in_parts_leaves_nothing() {
    in_a_process(|tables, me| {
        let table = tables.create(&me, "numbers", Options::set()).expect("the process is there");
        table.insert_many(&me, (0..300).map(|key| term!({ (key) }))).expect("it is ours");
        let mut after = None;
        loop {
            let mut first = true;
            let walk = after.as_ref().map_or_else(Walk::write, |after| Walk::write().after(after));
            after = table
                .visit(&me, walk, |_| if std::mem::take(&mut first) { Step::Delete } else { Step::Stop })
                .expect("it is ours");
            if after.is_none() {
                break;
            }
        }
        assert_eq!(table.size(), Ok(150)); // every other row was only looked at
    });
}
