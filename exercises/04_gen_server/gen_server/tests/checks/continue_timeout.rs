//! What a server does when nobody wants anything.

use super::*;
use desk::First;

#[test]
fn continue_comes_before_every_message() {
    check("continue_waits", |t| {
        beam(t, "continue", |world, mut me| async move {
            let desk = open(&world, &mut me, First::LetterAndContinue(1)).await;
            let _ = desk.state(&mut me).await;
            desk.cast(&me, Tell::OpenUp);
            me.send(desk.pid(), "a letter that waits");
            let _ = desk.state(&mut me).await;
        });
    });
}

#[test]
fn a_time_out_waits_for_silence() {
    check("timeout_not_told", |t| {
        let run = under_every_seed(&recorded("timeout"), |world, mut me| async move {
            let desk = open(&world, &mut me, First::At(1)).await;
            let wait = async |n| {
                sleep(ms(n)).await;
                world.say("main", format!("main: {n} ms later"));
            };
            let _ = desk.call(&mut me, Ask::Wait(200)).await;
            wait(400).await;
            world.say("main", "main: now a cast comes in between");
            let _ = desk.call(&mut me, Ask::Wait(200)).await;
            wait(100).await;
            desk.cast(&me, Tell::Skip(1));
            wait(400).await;
            world.say("main", "main: now a system message");
            let _ = desk.call(&mut me, Ask::Wait(200)).await;
            wait(150).await;
            let _ = desk.state(&mut me).await;
            wait(150).await;
            wait(150).await;
        });
        t.run(run);
        let told = t.lines().iter().filter(|line| line.contains("timeout")).count();
        t.suspect_if(told == 1, "system_message_resets");
        t.beam_section(BEAM, "timeout");
    });
}
