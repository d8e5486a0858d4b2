//! Exit signals: trapped or deadly.

use super::*;

async fn kill(world: World, system: System) {
    let trapping = system.spawn(|me| async move {
        me.trap_exit(TrapExit::Yes);
        idle(me).await;
    });
    world.settle().await;
    system.exit(trapping, ExitReason::Kill);
    world.say("main", format!("alive: {}", system.is_alive(trapping)));
    // Who trapped it would wait for ever.
    let died = tokio::time::timeout(Duration::from_secs(1), system.join(trapping)).await;
    world.say("main", died.map_or("lives on".to_owned(), |reason| format!("died: {reason}")));
}

#[test]
fn kill_cannot_be_trapped() {
    check("kill_is_trapped", |t| {
        under_every_seed(t, &recorded("kill cannot be trapped"), kill);
        t.suspect_if(t.lines() == ["alive: false", "lives on"], "dies_without_waking");
        t.beam_section(BEAM, "kill cannot be trapped");
    });
}

async fn order(world: World, system: System) {
    let trapping = system.spawn(|mut me| async move {
        me.trap_exit(TrapExit::Yes);
        me.receive::<Pid>().await; // the order to go on
        let mut got = Vec::new();
        for _ in 0..3 {
            let Some(envelope) = me.receive_where_timeout(Duration::from_secs(1), |_| true).await else {
                break;
            };
            got.push(match envelope.open::<&str>() {
                Ok(text) => text.to_owned(),
                Err(other) => format!("{other:?}"),
            });
        }
        world.say("trapping", got.join(", "));
    });
    let main = system.spawn(move |me| async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        me.exit(trapping, "boom");
        me.send(trapping, "hello");
        me.exit(trapping, "bang");
        me.send(trapping, me.pid());
    });
    system.join(main).await;
    system.join(trapping).await;
}

#[test]
fn signals_and_messages_keep_their_order() {
    check("signal_lost", |t| beam(t, "signals keep their order", order));
}

#[test]
fn a_signal_wakes_whoever_sleeps() {
    check("dies_without_waking", |t| {
        t.suspect("dies_without_waking");
        always(t, &["died: boom after 0 s"], |world, system| async move {
            let sleeping = system.spawn(|_| tokio::time::sleep(Duration::from_secs(3600)));
            world.settle().await;
            system.exit(sleeping, "boom");
            let reason = system.join(sleeping).await;
            world.say("main", format!("died: {reason} after {} s", world.elapsed().as_secs()));
        });
    });
}

#[test]
fn the_first_reason_stays() {
    check("later_reason_wins", |t| {
        always(t, &["died: boom"], |world, system| async move {
            let victim = system.spawn(idle);
            system.exit(victim, ExitReason::Normal); // no news for a process that traps nothing
            system.exit(victim, "boom");
            system.exit(victim, ExitReason::Kill);
            world.say("main", format!("died: {}", system.join(victim).await));
        });
    });
}

struct Guard(World);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.say("victim", "what it owned is gone");
    }
}

#[test]
fn the_dead_own_nothing_and_send_nothing() {
    check("signal_lost", |t| {
        always(t, &["what it owned is gone", "died: boom", "messages: 0"], |world, system| async move {
            let other = system.spawn(idle);
            let guard = Guard(world.clone());
            let victim = system.spawn(move |me| async move {
                let _guard = guard;
                me.exit(me.pid(), "boom");
                me.send(other, Stop); // it is dead, though its code runs on to the next await
                idle(me).await;
            });
            world.say("main", format!("died: {}", system.join(victim).await));
            let info = system.info(other).expect("it lives");
            world.say("main", format!("messages: {}", info.message_queue_len));
        });
    });
}
