//! The desk of the page: it hands out numbers. The same server as in `beam.exs`.

use super::*;

/// What `init` is asked to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum First {
    At(u64),
    Trap(u64),
    LetterAndContinue(u64),
    Ignore,
    Stop,
    Crash,
    Kill,
    Sleep,
    CrashAfter(u64),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Ask {
    Next,
    Early,
    ByBoss,
    Never,
    Itself,
    Crash,
    Wait(u64),
    Close,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Tell {
    Skip(u64),
    OpenUp,
    Close,
}

/// What the desk hands on to whoever is registered as `boss`.
pub(crate) struct PleaseReply(pub(crate) Client<String>, pub(crate) u64);

impl std::fmt::Debug for PleaseReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "please reply {}", self.1)
    }
}

pub(crate) struct Desk {
    world: World,
    n: u64,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.n)
    }
}

impl Desk {
    fn take(&mut self) -> u64 {
        self.n += 1;
        self.n - 1
    }

    fn say(&self, line: impl std::fmt::Display) {
        self.world.say("desk", format!("desk: {line}"));
    }
}

impl GenServer for Desk {
    type Args = (World, First);
    type Call = Ask;
    type Reply = String;
    type Cast = Tell;
    type Continue = ();

    async fn init((world, first): (World, First), me: &mut Context) -> Init<Self> {
        match first {
            First::Ignore => Init::Ignore,
            First::Stop => Init::Stop("boom".into()),
            First::Crash => resume_unwind(Box::new("boom")),
            First::Kill => {
                me.exit(me.pid(), ExitReason::Kill);
                pending().await
            }
            First::Sleep => pending().await,
            First::CrashAfter(n) => {
                sleep(ms(n)).await;
                resume_unwind(Box::new("boom"))
            }
            First::Trap(n) => {
                me.trap_exit(TrapExit::Yes);
                Init::ok(Self { world, n })
            }
            First::LetterAndContinue(n) => {
                me.send(me.pid(), "a letter from init");
                Init::Ok(Self { world, n }, Next::Continue(()))
            }
            First::At(n) => {
                world.say("desk", "desk: init");
                Init::ok(Self { world, n })
            }
        }
    }

    async fn handle_call(&mut self, ask: Ask, from: Client<String>, me: &mut Context) -> Answer<Self> {
        match ask {
            Ask::Next => Answer::reply(self.take().to_string()),
            Ask::Early => {
                from.reply(me, self.take().to_string());
                self.say("has replied, and works on");
                Answer::no_reply()
            }
            Ask::ByBoss => {
                me.send_name("boss", PleaseReply(from, self.take())).expect("there is a boss");
                Answer::no_reply()
            }
            Ask::Never => Answer::no_reply(),
            Ask::Itself => Answer::reply(result(Server::<Self>::new(me.pid()).call(me, Ask::Next).await)),
            Ask::Crash => resume_unwind(Box::new("boom")),
            Ask::Wait(limit) => Answer::Reply("ok".to_owned(), Next::Timeout(ms(limit))),
            Ask::Close => Answer::Reply("closed".to_owned(), Next::Stop(ExitReason::Normal)),
        }
    }

    async fn handle_cast(&mut self, tell: Tell, _: &mut Context) -> Next<Self> {
        match tell {
            Tell::Skip(k) => {
                self.n += k;
                Next::Receive
            }
            Tell::OpenUp => Next::Continue(()),
            Tell::Close => Next::Stop(ExitReason::Shutdown),
        }
    }

    async fn handle_info(&mut self, message: Envelope, _: &mut Context) -> Next<Self> {
        if let Some(exit) = message.peek::<Exit>() {
            self.say(format!("info {{:EXIT, {}}}", shown(&exit.reason)));
        } else if message.is::<Timeout>() {
            self.say("info :timeout");
        } else {
            self.say(format!("info {message:?}"));
        }
        Next::Receive
    }

    async fn handle_continue(&mut self, (): (), _: &mut Context) -> Next<Self> {
        self.say("opens up");
        Next::Receive
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        sleep(ms(1)).await; // putting things in order takes its time
        self.say(format!("terminate {} at {}", shown(reason), self.n));
    }
}

/// A desk that is not linked with anybody.
pub(crate) async fn open(world: &World, me: &mut Context, first: First) -> Server<Desk> {
    let desk = start(me, (world.clone(), first), Options::default()).await.expect("init says ok");
    let _ = me.system().register("desk", desk.pid()); // for the trace
    desk
}

/// What a call gave back, or why it would have ended its caller on the BEAM.
pub(crate) fn result(result: Result<String, CallError>) -> String {
    match result {
        Ok(reply) => reply,
        Err(CallError::Timeout) => "exit :timeout".to_owned(),
        Err(CallError::CallingSelf) => "exit :calling_self".to_owned(),
        Err(CallError::Down(reason)) => format!("exit {}", shown(&reason)),
    }
}
