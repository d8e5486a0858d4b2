//! Request and reply: at once, early, by somebody else, never, too late.

use super::*;
use desk::First;

/// Somebody who replies once in the place of the desk, when `when` says so.
fn boss(me: &Context, when: When) -> Pid {
    let boss = me.spawn(move |mut me| async move {
        let PleaseReply(from, n) = me.receive().await;
        if when == When::Told {
            me.receive::<&str>().await;
        }
        from.reply(&me, format!("{n}, says the boss"));
    });
    me.system().register("boss", boss).expect("the name is free");
    boss
}

#[derive(PartialEq)]
enum When {
    AtOnce,
    Told,
}

#[test]
fn every_way_to_reply_reaches_the_caller() {
    check("reply_lost", |t| {
        beam(t, "call", |world, mut me| async move {
            boss(&me, When::AtOnce);
            let desk = open(&world, &mut me, First::At(1)).await;
            let say = |what, reply| world.say("main", format!("{what}: {}", result(reply)));
            say("next", desk.call(&mut me, Ask::Next).await);
            say("next", desk.call(&mut me, Ask::Next).await);
            let early = desk.call(&mut me, Ask::Early).await;
            let _ = desk.state(&mut me).await;
            say("early", early);
            say("by the boss", desk.call(&mut me, Ask::ByBoss).await);
            say("never", desk.call_within(&mut me, Ask::Never, Some(ms(100))).await);
            say("self", desk.call(&mut me, Ask::Itself).await);
            let next = result(desk.call(&mut me, Ask::Next).await);
            world.say("main", format!("next: {next}, {} letters left", me.message_queue_len()));
        });
    });
}

#[test]
fn a_late_reply_is_not_taken_for_the_next_one() {
    check("reply_lost", |t| {
        beam(t, "late", |world, mut me| async move {
            let slow = boss(&me, When::Told);
            let desk = open(&world, &mut me, First::At(1)).await;
            let first = desk.call_within(&mut me, Ask::ByBoss, Some(ms(100))).await;
            world.say("main", format!("first call: {}", result(first)));
            me.send(slow, "now");
            me.system().join(slow).await;
            world.say("main", format!("the boss has replied, {} letters left", me.message_queue_len()));
            world.say("main", format!("second call: {}", result(desk.call(&mut me, Ask::Next).await)));
        });
    });
}
