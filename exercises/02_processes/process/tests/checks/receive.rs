//! Taking messages out, and waiting for them.

use super::*;

async fn order(world: World, system: System) {
    let main = system.spawn(move |mut me| async move {
        let main = me.pid();
        me.spawn(move |me| async move {
            for n in 1..=5 {
                me.send(main, n);
                if n == 3 {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            }
        });
        let mut got = Vec::new();
        for _ in 0..5 {
            got.push(me.receive::<i32>().await.to_string());
        }
        world.say("main", format!("got {}", got.join(" ")));
    });
    system.join(main).await;
}

#[test]
fn messages_arrive_in_the_order_they_were_sent() {
    check("order_lost", |t| {
        t.suspect("never_woken");
        under_every_seed(t, &recorded("order between two processes"), order);
        t.suspect("order_lost");
        t.beam_section(BEAM, "order between two processes");
    });
}

async fn selective(world: World, system: System) {
    let main = system.spawn(move |mut me| async move {
        for color in ["red", "green", "blue", "green"] {
            me.send(me.pid(), color);
        }
        for wanted in ["blue", "green"] {
            let got = me.receive_if(|color: &&str| *color == wanted).await;
            world.say("main", format!("got {got}"));
        }
        world.say("main", format!("got {}", me.receive::<&str>().await));
        let red = me.receive_if_timeout(Duration::from_millis(10), |color: &&str| *color == "red").await;
        world.say("main", red.map_or("no red in 10 ms".to_owned(), |red| format!("got {red}")));
        let last = me.receive_timeout::<&str>(Duration::from_secs(1)).await;
        world.say("main", format!("got {}", last.unwrap_or("nothing")));
    });
    system.join(main).await;
}

#[test]
fn a_pattern_reaches_over_what_does_not_fit() {
    check("order_lost", |t| beam(t, "selective receive", selective));
}

#[test]
fn who_waits_is_woken() {
    check("never_woken", |t| {
        t.suspect("never_woken");
        always(t, &["got 1 after 1 s", "got 2 after 2 s"], |world, system| async move {
            let clock = world.clone();
            let waiting = system.spawn(move |mut me| async move {
                for _ in 0..2 {
                    let n = me.receive::<i32>().await;
                    world.say("waiting", format!("got {n} after {} s", world.elapsed().as_secs()));
                }
            });
            for n in 1..=2 {
                tokio::time::sleep(Duration::from_secs(1)).await;
                system.send(waiting, n);
            }
            system.join(waiting).await;
            drop(clock);
        });
    });
}

#[test]
fn a_deadlock_says_who_waits() {
    check("never_woken", |t| {
        let run = run(1, |_, system| async move {
            let server = system.spawn(|mut me| async move {
                me.receive_if(|n: &i32| *n > 9).await;
            });
            system.register("server", server).expect("the name is free");
            system.send(server, 3);
            system.join(server).await;
        });
        let Outcome::Deadlock(waiting) = &run.outcome else { panic!("nobody sends what it waits for") };
        for w in waiting {
            t.line(format!("{} waits in {}; mailbox: {}", w.process, w.what, w.mailbox.join(" ")));
        }
        t.expect("transcript", &["server waits in receive; mailbox: 3"]);
    });
}
