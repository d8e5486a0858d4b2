//! What nobody waits for, and what it does to the mailbox.

use super::*;
use desk::First;

/// A server that has nothing but what it must have.
#[derive(Debug)]
struct Bare(u64);

impl GenServer for Bare {
    type Args = u64;
    type Call = ();
    type Reply = u64;
    type Cast = &'static str;
    type Continue = ();

    async fn init(n: u64, _: &mut Context) -> Init<Self> {
        Init::ok(Self(n))
    }

    async fn handle_call(&mut self, (): (), _: Client<u64>, _: &mut Context) -> Answer<Self> {
        self.0 += 1;
        Answer::reply(self.0 - 1)
    }
}

#[test]
fn a_cast_comes_before_the_call_that_follows_it() {
    check("wrong_callback", |t| {
        beam(t, "cast_info", |world, mut me| async move {
            let desk = open(&world, &mut me, First::At(1)).await;
            desk.cast(&me, Tell::Skip(40));
            let next = result(desk.call(&mut me, Ask::Next).await);
            world.say("main", format!("a cast: ok, and then next: {next}"));
            me.send(desk.pid(), "a plain letter");
            let _ = desk.state(&mut me).await;
            me.exit(desk.pid(), ExitReason::Kill);
            me.system().join(desk.pid()).await;
            desk.cast(&me, Tell::Skip(40));
            world.say("main", "a cast to nobody: ok");
        });
    });
}

#[test]
fn a_bare_server_drops_letters_and_dies_of_a_cast() {
    check("wrong_callback", |t| {
        beam(t, "bare", |world, mut me| async move {
            let bare = start::<Bare>(&mut me, 1, Options::default()).await.expect("init says ok");
            me.send(bare.pid(), "a plain letter");
            let next = bare.call(&mut me, ()).await.unwrap_or_default();
            world.say("main", format!("a letter is dropped, next: {next}"));
            bare.cast(&me, "unheard of");
            let reason = me.system().join(bare.pid()).await;
            let end = if reason.is_abnormal() { "it ends with an error" } else { "it lives" };
            world.say("main", format!("a cast: {end}"));
        });
    });
}

/// A server that takes 10 ms for each piece of work, and says now and then how much waits for it.
struct Busy {
    world: World,
    how: &'static str,
    done: u32,
}

impl std::fmt::Debug for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.done)
    }
}

impl Busy {
    async fn work(&mut self, me: &mut Context) {
        sleep(ms(10)).await;
        self.done += 1;
        if self.done.is_multiple_of(20) {
            let (waiting, time) = (me.message_queue_len(), self.world.elapsed().as_millis());
            self.world
                .say("busy", format!("{}, {time:4} ms: {:3} done, {waiting} wait", self.how, self.done));
        }
    }
}

impl GenServer for Busy {
    type Args = (World, &'static str);
    type Call = ();
    type Reply = ();
    type Cast = ();
    type Continue = ();

    async fn init((world, how): Self::Args, _: &mut Context) -> Init<Self> {
        Init::ok(Self { world, how, done: 0 })
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, me: &mut Context) -> Answer<Self> {
        self.work(me).await;
        Answer::reply(())
    }

    async fn handle_cast(&mut self, (): (), me: &mut Context) -> Next<Self> {
        self.work(me).await;
        Next::Receive
    }
}

#[test]
fn calls_hold_their_client_back_and_casts_do_not() {
    check("wrong_callback", |t| {
        for how in ["cast", "call"] {
            let run = run(1, move |world, mut me| async move {
                let busy =
                    start::<Busy>(&mut me, (world, how), Options::default()).await.expect("init says ok");
                me.spawn(move |mut me| async move {
                    loop {
                        sleep(ms(1)).await; // a piece of work comes in each millisecond, if we have time for it
                        if how == "cast" {
                            busy.cast(&me, ());
                        } else {
                            busy.call(&mut me, ()).await.expect("the server lives");
                        }
                    }
                });
                sleep(ms(1100)).await;
            });
            t.run(run);
        }
        t.snapshot("calls_hold_their_client_back", env!("CARGO_MANIFEST_DIR"));
    });
}
