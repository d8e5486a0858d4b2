//! Stage 4a: from a key to its owner.

use harness::check;
use kv_store::{Routed, Store};
use process::{ExitReason, Pid};
use term::{Term, term};

use super::BEAM;
use super::desk::{Main, main, routed};

/// The process that owns the partition of a key.
fn owner(main: &Main, store: &Routed, key: &Term) -> Option<Pid> {
    let table = main.tables.whereis(&format!("kv.{}", store.number(key)))?;
    Some(table.owner())
}

#[test]
fn a_key_leads_to_the_same_partition_each_time() {
    check("route_changes", |t| {
        t.run(main(1, |main| async move {
            let store = Routed::new(main.me.system(), &main.tables, "kv", 3);
            let again = Routed::new(main.me.system(), &main.tables, "kv", 3);
            let mut keys = [0; 3];
            let mut same = true;
            for n in 0..300 {
                let key = term!({:user, (n)});
                keys[store.number(&key)] += 1;
                same &= store.number(&key) == again.number(&key);
            }
            main.say(format!("each time the same: {same}"));
            main.say(format!("all three are used: {}", keys.iter().all(|&count| count > 60)));
        }));
        t.expect("300 keys", &["each time the same: true", "all three are used: true"]);
    });
}

#[test]
fn an_owner_that_came_back_is_found_by_its_name() {
    check("route_changes", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = routed(&mut main).await else { return };
            let key = term!(:a);
            main.put(&store, key.clone(), term!(1)).await;
            let first = owner(&main, &store, &key);
            if let Some(first) = first {
                main.me.exit(first, ExitReason::Kill);
            }
            main.world.settle().await;
            let other = owner(&main, &store, &key) != first;
            main.say(format!("another process under the name: {other}"));
            main.put(&store, key, term!(1)).await;
            main.say_a(&store, "").await;
        }));
        t.beam_section(BEAM, "route");
    });
}

#[test]
fn a_crash_of_the_registry_loses_nothing() {
    check("route_changes", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = routed(&mut main).await else { return };
            let _ = store.put(&mut main.me, term!(:a), term!(1)).await;
            main.kill("kv.registry.PIDPartition0").await;
            main.say_a(&store, "").await;
            main.put(&store, term!(:a), term!(3)).await;
            main.say_a(&store, "").await;
        }));
        t.beam_section(BEAM, "registry_crash");
    });
}
