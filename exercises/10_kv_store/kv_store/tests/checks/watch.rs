//! Stage 5b: a watcher that joins again.

use harness::check;
use kv_store::{Heard, Watch};
use process::{ExitReason, Pid};
use term::term;

use super::BEAM;
use super::desk::{Main, Told, main, say_heard, told, whole};

/// Starts a process that watches, and tells `main` what it hears.
async fn watcher(main: &mut Main, name: &'static str) -> Pid {
    let home = main.me.pid();
    let watcher = main.me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        let mut watch = match Watch::start(&mut me, "kv").await {
            Ok(watch) => watch,
            Err(error) => return me.send(home, Told(name, error.to_string())),
        };
        me.send(home, Told(name, "joined".to_owned()));
        loop {
            let heard = match watch.next(&mut me).await {
                Heard::Change(change) => change.to_string(),
                Heard::Gap => ":gap".to_owned(),
            };
            me.send(home, Told(name, heard));
        }
    });
    let joined = told(main, name).await;
    if joined != "joined" {
        main.say(format!("{name} {joined}"));
    }
    watcher
}

#[test]
fn a_watcher_that_crashes_is_no_concern_of_others() {
    check("link_for_monitor", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = whole(&mut main).await else { return };
            watcher(&mut main, "w").await;
            let crashes = watcher(&mut main, "v").await;
            let scope = main.me.system().whereis("kv.watchers");
            main.me.exit(crashes, ExitReason::Kill);
            main.world.settle().await;
            main.put(&store, term!(:b), term!(1)).await;
            say_heard(&mut main, "w").await;
            let same = main.me.system().whereis("kv.watchers") == scope;
            main.say(format!("the scope is the same: {same}"));
        }));
        t.beam_section(BEAM, "watcher_crash");
    });
}

#[test]
fn a_scope_that_crashes_leaves_a_gap_and_no_silence() {
    check("gap_unnoticed", |t| {
        t.run(main(1, |mut main| async move {
            let Some(store) = whole(&mut main).await else { return };
            let w = watcher(&mut main, "w").await;
            main.kill("kv.watchers").await;
            say_heard(&mut main, "w").await;
            let alive = main.me.system().is_alive(w);
            main.say(format!("w is alive: {alive}"));
            main.put(&store, term!(:b), term!(2)).await;
            say_heard(&mut main, "w").await;
        }));
        t.suspect_if(t.lines().iter().any(|line| line == "w is alive: false"), "link_for_monitor");
        t.beam_section(BEAM, "gap");
    });
}
