//! How a server ends, and who hears of it in which order.

use super::*;
use desk::First;

#[test]
fn terminate_comes_before_the_last_reply() {
    check("reply_before_terminate", |t| {
        beam(t, "stop", |world, mut me| async move {
            let desk = open(&world, &mut me, First::At(1)).await;
            let closed = result(desk.call(&mut me, Ask::Close).await);
            world.say("main", format!("main: {closed}"));
            world.say("main", format!("main: ended, {}", me.system().join(desk.pid()).await));
            let desk = open(&world, &mut me, First::At(2)).await;
            desk.cast(&me, Tell::Close);
            world.say("main", format!("main: ended, {}", me.system().join(desk.pid()).await));
            let desk = open(&world, &mut me, First::At(3)).await;
            for reason in [ExitReason::Shutdown, ExitReason::Normal] {
                let stopped = desk.stop(&mut me, reason, None).await;
                let stopped =
                    stopped.map_or_else(|reason| format!("exit {}", shown(&reason)), |()| ":ok".to_owned());
                world.say("main", format!("main: stop gives {stopped}"));
            }
            let stopped = Server::<Desk>::new(me.pid()).stop(&mut me, ExitReason::Normal, None).await;
            let reason = stopped.map_or_else(|reason| shown(&reason), |()| "nothing".to_owned());
            world.say("main", format!("main: stop of itself gives exit {reason}"));
        });
    });
}

#[test]
fn a_crash_is_terminated_too_and_its_reason_is_heard() {
    check("crash_mishandled", |t| {
        beam(t, "crash", |world, mut me| async move {
            let desk = open(&world, &mut me, First::At(1)).await;
            let caller = result(desk.call(&mut me, Ask::Crash).await);
            world.say("main", format!("the caller: {caller}"));
            let next = result(desk.call(&mut me, Ask::Next).await);
            world.say("main", format!("the next caller: {next}"));
        });
    });
}

#[test]
fn only_the_parent_gives_orders() {
    check("whose_exit", |t| {
        beam(t, "terminate", |world, mut me| async move {
            for (what, first) in [("nothing trapped", First::At(1)), ("trapped", First::Trap(2))] {
                let (main, inside) = (me.pid(), world.clone());
                let parent = me.spawn(move |mut me| async move {
                    let desk = start_link::<Desk>(&mut me, (inside, first), Options::default()).await;
                    me.send(main, desk.expect("init says ok"));
                    me.receive::<&str>().await;
                    ExitReason::Shutdown
                });
                let desk = me.receive::<Server<Desk>>().await;
                me.send(parent, "go");
                let reason = me.system().join(desk.pid()).await;
                world.say("main", format!("the parent ends, {what}: {reason}"));
            }
            let desk = open(&world, &mut me, First::Trap(3)).await;
            me.exit(desk.pid(), ExitReason::Kill);
            world.say("main", format!("a kill, trapped: {}", me.system().join(desk.pid()).await));
            let desk = open(&world, &mut me, First::Trap(4)).await;
            me.exit(desk.pid(), "boom");
            if desk.state(&mut me).await.is_ok() {
                world.say("main", "boom from another, trapped: it lives");
            }
        });
    });
}
