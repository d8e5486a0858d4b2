//! `init` runs in the new process, and its starter waits for it.

use super::*;
use desk::First;

#[test]
fn start_link_returns_when_init_has() {
    check("no_word", |t| {
        let run = under_every_seed(&recorded("start"), |world, mut me| async move {
            let first = (world.clone(), First::At(1));
            let desk = start_link::<Desk>(&mut me, first.clone(), Options::named("desk")).await;
            world.say("main", "main: start_link has returned");
            let again = start_link::<Desk>(&mut me, first, Options::named("desk")).await;
            if let (Ok(desk), Err(StartError::AlreadyStarted(other))) = (desk, again) {
                world.say("main", format!("main: already started, the same one: {}", other == desk.pid()));
            }
        });
        t.suspect_if(run.is_deadlock() && !run.events.iter().any(is_word), "no_word");
        t.run(run);
        t.beam_section(BEAM, "start");
    });
}

#[test]
fn who_dies_in_init_is_not_waited_for() {
    check("dead_init_hangs", |t| {
        let run = under_every_seed(&["Err(Stop(Killed))"], |world, mut me| async move {
            let started = start::<Desk>(&mut me, (world.clone(), First::Kill), Options::default()).await;
            world.say("main", format!("{:?}", started.map(|_| "a server")));
        });
        t.suspect_if(run.is_deadlock(), "dead_init_hangs");
        t.run(run);
        t.expect("transcript", &["Err(Stop(Killed))"]);
    });
}
