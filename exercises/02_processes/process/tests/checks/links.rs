//! Ending together.

use super::*;

/// How a process can end.
#[derive(Clone, Copy)]
enum Ends {
    With(fn() -> ExitReason),
    KilledByAnother,
}

#[derive(Clone, Copy, Debug)]
struct Go;

/// A linked, a trapping and a monitoring process, and what each of them sees of the end of a fourth.
async fn three_see(world: World, system: System, ends: Ends) {
    let dying = system.spawn(move |mut me| async move {
        me.receive::<Go>().await;
        match ends {
            Ends::With(reason) => reason(),
            Ends::KilledByAnother => ExitReason::Normal,
        }
    });
    let lines = Arc::new(Mutex::new(Vec::new()));
    let linked = system.spawn(move |me| async move {
        me.link(dying);
        idle(me).await;
    });
    let heard = Arc::clone(&lines);
    let trapping = system.spawn(move |mut me| async move {
        me.trap_exit(TrapExit::Yes);
        me.link(dying);
        let exit: Exit = me.receive().await;
        heard.lock().expect("nobody panics").push(format!("trapping: EXIT {}", exit.reason));
    });
    let heard = Arc::clone(&lines);
    let monitoring = system.spawn(move |mut me| async move {
        me.monitor(dying);
        let down: Down = me.receive().await;
        heard.lock().expect("nobody panics").push(format!("monitoring: DOWN {}", down.reason));
    });
    for (name, process) in [("linked", linked), ("trapping", trapping), ("monitoring", monitoring)] {
        system.register(name, process).expect("the name is free");
    }
    world.settle().await;
    match ends {
        Ends::With(_) => system.send(dying, Go),
        Ends::KilledByAnother => system.exit(dying, ExitReason::Kill),
    }
    world.settle().await;
    let alive = system.is_alive(linked);
    let fate = if alive { "lives".to_owned() } else { format!("died: {}", system.join(linked).await) };
    world.say("main", format!("linked: {fate}"));
    let mut lines = lines.lock().expect("nobody panics").clone();
    lines.sort_by(|a: &String, b| b.cmp(a));
    for line in lines {
        world.say("main", line);
    }
}

fn seen(t: &mut Transcript, title: &str, ends: Ends) {
    under_every_seed(t, &recorded(title), |world, system| three_see(world, system, ends));
    t.suspect_if(t.lines().first().is_some_and(|line| line == "linked: died: killed"), "link_felt_as_exit");
    t.beam_section(BEAM, title);
}

#[test]
fn linked_trapping_and_monitoring_see_what_they_see_on_the_beam() {
    check("link_one_sided", |_| {
        let all = [
            ("boom", Ends::With(|| "boom".into())),
            ("normal", Ends::With(|| ExitReason::Normal)),
            ("shutdown", Ends::With(|| ExitReason::Shutdown)),
            ("killed by another", Ends::KilledByAnother),
            ("raised", Ends::With(|| panic!("oops"))),
        ];
        for (title, ends) in all {
            seen(&mut Transcript::default(), title, ends);
        }
    });
}

#[test]
fn a_kill_over_a_link_is_a_reason_like_any_other() {
    check("link_one_sided", |t| seen(t, "kill itself", Ends::With(|| ExitReason::Kill)));
}

async fn dead(world: World, system: System) {
    let dead = system.spawn(|_| async {});
    system.join(dead).await;
    let plain = system.spawn(move |me| async move {
        me.link(dead);
        idle(me).await;
    });
    world.settle().await;
    let alive = system.is_alive(plain);
    let fate = if alive { "lives".to_owned() } else { format!("died: {}", system.join(plain).await) };
    world.say("main", format!("plain {fate}"));
}

#[test]
fn a_link_with_the_dead_brings_noproc() {
    check("noproc_missing", |t| beam(t, "link with a process that has ended", dead));
}

async fn no_catch(world: World, system: System) {
    let parent = system.spawn(|mut me| async move {
        me.spawn_link(|_| async { "boom" });
        let result: Result<u32, String> = me.receive().await;
        match result {
            Ok(_) => "result",
            Err(_) => "caught",
        }
    });
    world.settle().await;
    if !system.is_alive(parent) {
        world.say("main", format!("parent died: {}", system.join(parent).await));
    }
}

#[test]
fn a_match_on_a_result_catches_no_crash() {
    check("link_one_sided", |t| beam(t, "a match catches no crash", no_catch));
}

#[test]
fn an_exit_runs_round_a_cycle_and_stops() {
    check("link_one_sided", |t| {
        always(t, &["a died: boom", "b died: boom", "c died: boom"], |world, system| async move {
            let processes = ["a", "b", "c"].map(|name| (name, system.spawn(idle)));
            let linker = system.spawn(move |me| async move {
                me.trap_exit(TrapExit::Yes);
                for (_, process) in processes {
                    me.link(process);
                }
                me.exit(processes[1].1, "boom");
                idle(me).await;
            });
            world.settle().await;
            system.exit(linker, "boom");
            for (_, process) in processes {
                system.exit(process, "boom");
            }
            for (name, process) in processes {
                world.say("main", format!("{name} died: {}", system.join(process).await));
            }
        });
    });
}
