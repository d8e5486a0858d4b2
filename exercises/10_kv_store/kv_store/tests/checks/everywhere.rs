//! Stage 4b: queries that concern several partitions.

use harness::check;
use kv_store::{Query, Store};
use term::{Term, term};

use super::BEAM;
use super::desk::{main, routed};

#[test]
fn a_query_finds_what_lies_in_any_partition() {
    check("one_partition_asked", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = routed(&mut main).await else { return };
            for n in 1..=9 {
                let _ = store.put(&mut main.me, term!((n)), term!((n * n))).await;
            }
            for key in [term!(:a), term!(:b)] {
                let _ = store.put(&mut main.me, key, term!(0)).await;
            }
            let query = Query::of(term!([{{:"$1", :"$2"}, [{:>, :"$2", 30}], [:"$1"]}]));
            let query = query.expect("a good specification");
            let mut rows = store.select(&mut main.me, &query, 100).await.map_or(Vec::new(), |page| page.rows);
            rows.sort();
            main.say(format!("squares above 30: {}", Term::list(rows)));
            match store.stats(&mut main.me).await {
                Ok(stats) => main.say(stats.to_string()),
                Err(error) => main.say(error.to_string()),
            }
        }));
        t.beam_section(BEAM, "everywhere");
    });
}

#[test]
fn a_bound_key_asks_its_own_partition_only() {
    check("everybody_asked", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = routed(&mut main).await else { return };
            let _ = store.put(&mut main.me, term!(:a), term!(1)).await;
            let other = (0..3).find(|&number| number != store.number(&term!(:a))).expect("there are three");
            // A partition without a table: its keeper and its owner are gone.
            for name in ["kv.owners", "kv.keepers"] {
                let whose = main.me.system().whereis(name);
                whose.into_iter().for_each(|pid| main.me.unlink(pid));
            }
            let table = main.tables.whereis(&format!("kv.{other}")).expect("it runs");
            table.delete_table(&table.owner()).expect("its owner may");
            let one = term!([{{:a, :"$1"}, [], [:"$1"]}, {{:a, :_}, [], [:twice]}]);
            let all = term!([{{:"$1", :_}, [], [:"$1"]}]);
            for (what, spec) in [("the key", one), ("all", all)] {
                let query = Query::of(spec).expect("a good specification");
                match store.select(&mut main.me, &query, 100).await {
                    Ok(page) => main.say(format!("{what}: {}", Term::list(page.rows))),
                    Err(error) => main.say(format!("{what}: {error}")),
                }
            }
        }));
        t.suspect_if(t.lines().iter().any(|line| line == "all: [:a]"), "one_partition_asked");
        let expected = ["the key: [1]", "all: there is no table to read from; is the store running?"];
        t.expect("one partition is gone", &expected);
    });
}
