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

/// Goes on by itself, step by step, and then waits for a while.
struct Steps(World);

impl std::fmt::Debug for Steps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Steps")
    }
}

impl GenServer for Steps {
    type Args = World;
    type Call = ();
    type Reply = ();
    type Cast = ();
    type Continue = u64;

    async fn init(world: World, _: &mut Context) -> Init<Self> {
        Init::Ok(Self(world), Next::Continue(2))
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }

    async fn handle_continue(&mut self, left: u64, _: &mut Context) -> Next<Self> {
        self.0.say("steps", format!("steps: {left} left"));
        if left == 0 { Next::Timeout(ms(100)) } else { Next::Continue(left - 1) }
    }

    async fn handle_info(&mut self, message: Envelope, _: &mut Context) -> Next<Self> {
        self.0.say("steps", format!("steps: info {message:?}"));
        Next::Receive
    }
}

#[test]
fn what_a_continue_says_comes_next_too() {
    check("unnamed", |t| {
        let expected = ["steps: 2 left", "steps: 1 left", "steps: 0 left", "steps: info Timeout"];
        t.run(under_every_seed(&expected, |world, mut me| async move {
            let _steps =
                start::<Steps>(&mut me, world.clone(), Options::default()).await.expect("init says ok");
            sleep(ms(101)).await;
        }));
        t.expect("transcript", &expected);
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
