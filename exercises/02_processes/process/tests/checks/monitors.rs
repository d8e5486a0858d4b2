//! Watching another process.

use super::*;

#[test]
fn a_monitoring_process_hears_the_reason() {
    check("target_not_told", |t| {
        t.suspect("target_not_told");
        let titles = ["normal", "shutdown", "boom", "raised"];
        let lines = titles.map(|title| recorded(title)[2]);
        always(t, &lines, |world, system| async move {
            let ends: [fn() -> ExitReason; 4] =
                [|| ExitReason::Normal, || ExitReason::Shutdown, || "boom".into(), || panic!("oops")];
            for end in ends {
                let world = world.clone();
                let watching = system.spawn(move |mut me| async move {
                    let (pid, reference) = me.spawn_monitor(move |_| async move { end() });
                    let down: Down = me.receive().await;
                    assert_eq!((down.target, down.reference), (process::Target::Process(pid), reference));
                    world.say("monitoring", format!("monitoring: DOWN {}", down.reason));
                });
                system.join(watching).await;
            }
        });
    });
}

#[test]
fn a_monitor_of_the_dead_fires_at_once() {
    check("noproc_missing", |t| {
        t.suspect("noproc_missing");
        always(t, &["DOWN noproc of <0.1.0>", "DOWN noproc of server"], |world, system| async move {
            let dead = system.spawn(|_| async {});
            system.join(dead).await;
            let watching = system.spawn(move |mut me| async move {
                me.monitor(dead);
                let down: Down = me.receive().await;
                world.say("watching", format!("{down:?} of {dead}"));
                me.monitor_name("server");
                let down: Down = me.receive().await;
                world.say("watching", format!("{down:?} of server"));
            });
            system.join(watching).await;
        });
    });
}

#[test]
fn each_monitor_fires_once_and_a_removed_one_never() {
    check("fires_wrongly", |t| {
        always(t, &["DOWN normal", "DOWN normal", "nothing more", "flushed"], |world, system| async move {
            let watching = system.spawn(move |mut me| async move {
                let b = me.spawn(idle);
                let removed = me.monitor(b);
                let (_, late) = (me.monitor(b), me.monitor(b));
                me.demonitor(removed, Flush::No);
                me.send(b, Stop);
                for _ in 0..2 {
                    world.say("watching", format!("{:?}", me.receive::<Down>().await));
                }
                let more = me.receive_timeout::<Down>(Duration::from_secs(1)).await;
                world.say("watching", more.map_or("nothing more".to_owned(), |down| format!("{down:?}")));
                me.demonitor(late, Flush::Yes);
                let c = me.spawn(idle);
                let gone = me.monitor(c);
                me.send(c, Stop);
                tokio::time::sleep(Duration::from_secs(1)).await; // the DOWN lies in the mailbox
                me.demonitor(gone, Flush::Yes);
                let more = me.receive_timeout::<Down>(Duration::ZERO).await;
                world.say("watching", more.map_or("flushed".to_owned(), |down| format!("{down:?}")));
            });
            system.join(watching).await;
        });
    });
}
