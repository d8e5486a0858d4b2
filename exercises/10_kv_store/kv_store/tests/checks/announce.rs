//! Stage 5a: tell, and do not wait.

use harness::{Run, check};
use kv_store::{Routed, Store};
use term::{Term, term};

use super::BEAM;
use super::desk::{Main, Told, main, say_heard, whole};

/// A process in the group that knows nothing of `Watch`: that is the next step.
async fn listener(main: &mut Main) {
    let home = main.me.pid();
    let listener = main.me.spawn(move |mut me| async move {
        me.register("w").expect("the name is free");
        loop {
            let change: Term = me.receive().await;
            me.send(home, Told("w", change.to_string()));
        }
    });
    let scope = pg::Scope::whereis(main.me.system(), "kv.watchers").expect("it runs");
    scope.join(&mut main.me, kv_store::changes(), [listener]).await.expect("it answers");
}

/// Three puts and a delete, and what a watcher hears of them.
fn four_changes(seed: u64) -> Run {
    main(seed, |mut main| async move {
        let Some(store) = whole(&mut main).await else { return };
        listener(&mut main).await;
        for n in 1..=3 {
            let _ = store.put(&mut main.me, term!(:a), term!((n))).await;
        }
        let _ = store.delete(&mut main.me, &term!(:a)).await;
        for _ in 0..4 {
            say_heard(&mut main, "w").await;
        }
    })
}

#[test]
fn watchers_hear_of_changes_in_the_order_of_the_writes() {
    check("change_untold", |t| {
        // Whoever loses the order does so with some seeds only: the first such run is shown.
        let first = four_changes(1);
        let lines: Vec<String> = first.lines().collect();
        let other = (2..=8).map(four_changes).find(|run| !run.lines().eq(lines.iter().cloned()));
        let in_order = lines.first().is_some_and(|line| line.ends_with("{:changed, :a, 1}"));
        t.run(other.filter(|_| in_order).unwrap_or(first));
        t.beam_section(BEAM, "order");
    });
}

#[test]
fn nobody_who_writes_waits_for_those_who_watch() {
    check("server_blocked", |t| {
        t.run(main(1, |mut main| async move {
            // A scope that has stopped answering, under the name of the scope of the store.
            main.me.spawn(|me| async move {
                me.register("kv.watchers").expect("the name is free");
                std::future::pending::<()>().await;
            });
            main.world.settle().await;
            let store = Routed::new(main.me.system(), &main.tables, "kv", 1);
            let mut children = store.children();
            children.push(kv_store::announcer("kv"));
            if main.top(children).await.is_none() {
                return;
            }
            let before = main.world.elapsed();
            for n in 1..=2 {
                main.put(&store, term!(:a), term!((n))).await;
            }
            let waited = main.world.elapsed() - before;
            main.say(format!("waited: {} s", waited.as_secs()));
        }));
        t.expect("a scope that does not answer", &["put: ok", "put: ok", "waited: 0 s"]);
    });
}
