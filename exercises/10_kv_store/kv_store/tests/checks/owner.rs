//! Stage 2a: the owner writes, everybody reads.

use harness::check;
use kv_store::{Partition, Store};
use process::{Context, ExitReason};
use table::Options;
use term::term;

use super::BEAM;
use super::desk::{main, outcome};

#[test]
fn only_the_owner_writes_and_everybody_reads() {
    check("shared_without_owner", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            if main.top(store.children()).await.is_none() {
                return;
            }
            main.put(&store, term!(:a), term!(1)).await;
            main.say_a(&store, ", read by another").await;
            let table = main.tables.whereis("kv").expect("the table has a name");
            let written = table.insert(&main.me, term!({:a, 2}));
            main.say(format!("a, written by another: {}", if written.is_ok() { "ok" } else { "badarg" }));
            let deleted = store.delete(&mut main.me, &term!(:a)).await;
            main.say(format!("delete: {}", outcome(deleted)));
            main.say_a(&store, ", read by another").await;
        }));
        t.beam_section(BEAM, "access");
    });
}

/// An owner that has made its table and then works on something else for ever.
async fn busy(me: Context, tables: table::Tables) {
    me.register("kv.owner").expect("the name is free");
    let table = tables.create(&me, "kv", Options::set().named().protected()).expect("a new table");
    table.insert(&me, term!({:a, 1})).expect("it is ours");
    std::future::pending::<()>().await;
}

#[test]
fn readers_do_not_wait_for_the_owner() {
    check("server_blocks_readers", |t| {
        t.run(main(1, |mut main| async move {
            let tables = main.tables.clone();
            main.me.spawn(move |me| busy(me, tables));
            main.world.settle().await;
            let store = Partition::new(&main.tables, "kv");
            main.say_a(&store, "").await;
            main.put(&store, term!(:a), term!(2)).await;
        }));
        t.suspect_if(t.lines().get(1).is_some_and(|line| line == "put: ok"), "crash_ignored");
        t.beam_section(BEAM, "busy");
    });
}

#[test]
fn a_write_that_nobody_took_is_an_error() {
    check("crash_ignored", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            let nobody = store.put(&mut main.me, term!(:a), term!(1)).await;
            main.say(format!("nobody there: {}", outcome(nobody)));

            let ends = main.me.spawn(|mut me| async move {
                me.register("kv.owner").expect("the name is free");
                me.next().await;
                ExitReason::from("boom")
            });
            main.world.settle().await;
            let ended = store.put(&mut main.me, term!(:a), term!(1)).await;
            main.say(format!("it ends meanwhile: {}", outcome(ended)));
            main.me.system().clone().join(ends).await;

            main.me.spawn(|me| async move {
                me.register("kv.owner").expect("the name is free");
                std::future::pending::<()>().await;
            });
            main.world.settle().await;
            let silent = store.put(&mut main.me, term!(:a), term!(1)).await;
            main.say(format!("it does not answer: {}", outcome(silent)));
        }));
        t.beam_section(BEAM, "unanswered");
    });
}
