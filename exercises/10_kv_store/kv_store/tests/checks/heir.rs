//! Stage 2b: whoever crashes, nothing is lost.

use harness::check;
use kv_store::Partition;
use term::term;

use super::BEAM;
use super::desk::{Main, main};

/// Says what is under `:a` and `:b`.
async fn say_both(main: &mut Main, store: &Partition) {
    let (a, b) = (main.get(store, &term!(:a)).await, main.get(store, &term!(:b)).await);
    main.say(format!("a: {a}, b: {b}"));
}

/// Puts, and does not speak of it.
async fn put_quietly(main: &mut Main, store: &Partition) {
    use kv_store::Store;
    if let Err(error) = store.put(&mut main.me, term!(:a), term!(1)).await {
        main.say(format!("put: {error}"));
    }
}

#[test]
fn a_crash_of_the_owner_loses_nothing() {
    check("nobody_inherits", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            let _top = main.top(store.children()).await;
            put_quietly(&mut main, &store).await;
            main.kill("kv.owner").await;
            main.say_a(&store, "").await;
            main.put(&store, term!(:b), term!(2)).await;
            main.kill("kv.owner").await;
            say_both(&mut main, &store).await;
        }));
        t.beam_section(BEAM, "owner_crash");
    });
}

#[test]
fn between_two_owners_readers_read_and_writers_are_told() {
    check("nobody_inherits", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            let Some(top) = main.top(store.children()).await else { return };
            put_quietly(&mut main, &store).await;
            let _ = top.terminate_child(&mut main.me, "kv.owner").await;
            main.say_a(&store, "").await;
            main.put(&store, term!(:a), term!(3)).await;
            let _ = top.restart_child(&mut main.me, "kv.owner").await;
            main.put(&store, term!(:a), term!(3)).await;
            main.say_a(&store, "").await;
        }));
        t.beam_section(BEAM, "between");
    });
}

#[test]
fn a_crash_of_the_keeper_loses_nothing_either() {
    check("nobody_inherits", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            let _top = main.top(store.children()).await;
            put_quietly(&mut main, &store).await;
            main.kill("kv.keeper").await;
            main.say_a(&store, "").await;
            main.put(&store, term!(:b), term!(2)).await;
            main.kill("kv.owner").await;
            say_both(&mut main, &store).await;
        }));
        t.beam_section(BEAM, "keeper_crash");
    });
}
