//! Checks of `fix_self_call`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use fix_self_call::{Accounts, Ask, Told, open};
use gen_server::{Answer, Client, GenServer, Init, Options, Server, start};
use harness::{Outcome, Run, World, check, sim};
use process::{Call, CallError, Config, Context, Pid, System, TrapExit};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const TRANSFER: Ask = Ask::Transfer { from: "ada", to: "tom", amount: 3 };

/// Runs `body` as the process `client`.
fn in_a_system<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let client = system.spawn(|me| async move {
            me.register("client").expect("the name is free");
            body(world, me).await;
        });
        system.join(client).await;
    })
}

/// The same, beside accounts in which Ada has 10 and Tom has 5.
fn bank<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context, Server<Accounts>) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    in_a_system(|world, mut me| async move {
        me.trap_exit(TrapExit::Yes);
        let accounts = open(&mut me, &[("ada", 10), ("tom", 5)]).await;
        body(world, me, accounts).await;
    })
}

/// Asks for as long as it takes.
async fn ask(me: &mut Context, accounts: Server<Accounts>, ask: Ask) -> Result<Told, CallError> {
    accounts.call_within(me, ask, None).await
}

/// Asks in a process of its own, and says what it was told, and at which second.
fn asker(world: &World, me: &Context, accounts: Server<Accounts>, name: &'static str, what: Ask) -> Pid {
    let world = world.clone();
    me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        let told = shown(ask(&mut me, accounts, what).await);
        world.say(name, format!("{} s, {name}: {told}", world.elapsed().as_secs()));
    })
}

/// What the caller was told, as the BEAM prints it.
fn shown(told: Result<Told, CallError>) -> String {
    match told {
        Ok(Told::Done) => "done".to_owned(),
        Ok(Told::NotCovered) => "not_covered".to_owned(),
        Ok(Told::Balance(balance)) => balance.to_string(),
        Ok(Told::Lines(lines)) => lines.join(", "),
        Err(error) => format!("exit, {error}"),
    }
}

/// The lines of one section of the recorded transcript.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;
    use fix_self_call::predict::{AFTER_THE_FIRST_CAST, DIRECTLY, THROUGH_A_TASK};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_call", |t| {
            let ours = [DIRECTLY, THROUGH_A_TASK, AFTER_THE_FIRST_CAST];
            let fate = |section| match &recorded(section)[..] {
                [_, accounts] if accounts.contains("end,") => "end",
                [caller, _] if caller.contains("no answer") => "wait",
                _ => "answer",
            };
            let is_cast = recorded("self_cast")[0].starts_with("first, second");
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &[fate("direct"), fate("hidden"), if is_cast { "cast" } else { "audit" }]);
        });
    }

    /// A server that asks itself through a helper.
    #[derive(Debug)]
    struct Circular;

    impl GenServer for Circular {
        type Args = ();
        type Call = &'static str;
        type Reply = u32;
        type Cast = ();
        type Continue = ();

        async fn init((): (), _: &mut Context) -> Init<Self> {
            Init::ok(Self)
        }

        async fn handle_call(&mut self, ask: &'static str, _: Client<u32>, me: &mut Context) -> Answer<Self> {
            if ask == "balance" {
                return Answer::reply(10);
            }
            let accounts = Server::<Self>::new(me.pid());
            me.spawn_link(move |mut writer| async move {
                writer.register("writer").expect("the name is free");
                let balance = accounts.call_within(&mut writer, "balance", None).await;
                writer.send(accounts.pid(), balance.unwrap_or(0));
            });
            Answer::reply(me.receive::<u32>().await)
        }
    }

    #[test]
    fn a_circle_through_a_helper_is_a_deadlock() {
        check("predicts_wrong_call", |t| {
            let run = in_a_system(|_, mut me| async move {
                let accounts = start::<Circular>(&mut me, (), Options::named("accounts")).await;
                let accounts = accounts.expect("init says ok");
                let _ = accounts.call_within(&mut me, "statement", None).await;
            });
            if let Outcome::Deadlock(waiting) = &run.outcome {
                for one in waiting {
                    let whom = one.whom.as_deref().unwrap_or("a message");
                    let mailbox = one.mailbox.join(", ");
                    t.line(format!("{} waits for {whom}; in its mailbox: [{mailbox}]", one.process));
                }
            }
            t.snapshot("a_circle_through_a_helper_is_a_deadlock", env!("CARGO_MANIFEST_DIR"));
        });
    }
}

mod direct {
    use super::*;

    #[test]
    fn a_transfer_asks_nobody_for_what_the_accounts_know() {
        check("calls_itself", |t| {
            t.suspect("calls_itself");
            let run = bank(|world, mut me, accounts| async move {
                let told = shown(ask(&mut me, accounts, TRANSFER).await);
                world.say("client", format!("the caller: {told}"));
                world.settle().await;
                let lives = me.system().is_alive(accounts.pid());
                world.say("client", format!("the accounts: {}", if lives { "live" } else { "end" }));
            });
            t.suspect_if(run.is_deadlock(), "asks_back");
            t.suspect_if(run.lines().any(|line| line.contains("not_covered")), "swallows_the_error");
            t.run(run);
            t.expect("beam.out", &recorded("repaired")[..2]);
        });
    }

    #[test]
    fn what_one_loses_the_other_gets() {
        check("money_made", |t| {
            t.run(bank(|world, mut me, accounts| async move {
                for amount in [3, 8] {
                    let transfer = Ask::Transfer { from: "ada", to: "tom", amount };
                    let told = shown(ask(&mut me, accounts, transfer).await);
                    let ada = shown(ask(&mut me, accounts, Ask::Balance("ada")).await);
                    let tom = shown(ask(&mut me, accounts, Ask::Balance("tom")).await);
                    world.say("client", format!("{amount}: {told}; ada: {ada}, tom: {tom}"));
                }
            }));
            t.expect("transcript", &["3: done; ada: 7, tom: 8", "8: not_covered; ada: 7, tom: 8"]);
        });
    }

    #[test]
    fn not_even_where_somebody_would_answer_is_anybody_asked() {
        check("calls_itself", |t| {
            t.run(in_a_system(|world, mut me| async move {
                me.trap_exit(TrapExit::Yes);
                let says = world.clone();
                // Has the name of the accounts, and knows as much as they.
                let double = |mut me: Context| async move {
                    me.register("accounts").expect("the name is free");
                    loop {
                        let Call { from, request } = me.receive::<Call<Ask>>().await;
                        says.say("accounts", format!("somebody asks for {request:?}"));
                        me.reply(from, Told::Balance(10));
                    }
                };
                me.spawn_link(double);
                world.settle().await;
                let balances = [("ada", 10), ("tom", 5)].into();
                let accounts = start::<Accounts>(&mut me, balances, Options::named("bank")).await;
                let accounts = accounts.expect("the name is free");
                let told = shown(ask(&mut me, accounts, TRANSFER).await);
                world.say("client", format!("the caller: {told}"));
            }));
            t.expect("transcript", &["the caller: done"]);
        });
    }
}

mod hidden {
    use super::*;

    #[test]
    fn a_statement_is_written_without_asking_back() {
        check("limit_hides_the_circle", |t| {
            let run = bank(|world, mut me, accounts| async move {
                let Ok(Told::Lines(lines)) = ask(&mut me, accounts, Ask::Statement).await else {
                    return world.say("client", "the caller: no statement");
                };
                let lines: Vec<_> = lines.into_iter().filter(|line| !line.starts_with("total")).collect();
                world.say("client", format!("the caller: [{}]", lines.join(", ")));
                let info = me.system().info(accounts.pid()).expect("they live");
                let waiting = info.message_queue_len;
                world.say("client", format!("the accounts: live, {waiting} in the mailbox"));
            });
            let asks = matches!(&run.outcome, Outcome::Deadlock(all) if all.iter().any(|one| one.process == "writer"));
            t.suspect_if(asks, "asks_back");
            t.run(run);
            t.expect("beam.out", &recorded("repaired")[2..4]);
        });
    }
}

mod later {
    use super::*;

    #[test]
    fn others_are_served_while_somebody_writes() {
        check("server_waits", |t| {
            let run = bank(|world, me, accounts| async move {
                let rosa = asker(&world, &me, accounts, "rosa", Ask::Statement);
                world.settle().await;
                let ben = asker(&world, &me, accounts, "ben", Ask::Balance("ada"));
                me.system().join(ben).await;
                me.system().join(rosa).await;
            });
            t.suspect_if(run.is_deadlock(), "asks_back");
            t.run(run);
            t.expect("transcript", &["0 s, ben: 10", "2 s, rosa: ada: 10, tom: 5, total: 15"]);
        });
    }

    #[test]
    fn a_statement_shows_one_moment() {
        check("torn_statement", |t| {
            let run = bank(|world, me, accounts| async move {
                let rosa = asker(&world, &me, accounts, "rosa", Ask::Statement);
                sleep(Duration::from_millis(500)).await;
                let ben = asker(&world, &me, accounts, "ben", TRANSFER);
                me.system().join(ben).await;
                me.system().join(rosa).await;
            });
            t.run(run);
            t.expect("transcript", &["0 s, ben: done", "2 s, rosa: ada: 10, tom: 5, total: 15"]);
        });
    }
}

mod in_between {
    use super::*;

    #[test]
    fn the_reply_comes_first_then_the_audit_then_the_others() {
        check("audit_comes_late", |t| {
            let run = bank(|world, mut me, accounts| async move {
                for (name, whose) in [("eve", "ada"), ("rosa", "ada"), ("ben", "tom")] {
                    asker(&world, &me, accounts, name, Ask::Deposit(whose, 5));
                    world.settle().await;
                }
                sleep(Duration::from_secs(5)).await;
                let journal = shown(ask(&mut me, accounts, Ask::Journal).await);
                world.say("client", journal);
            });
            t.suspect_if(run.lines().any(|line| line == "1 s, eve: done"), "audit_delays_the_reply");
            t.run(run);
            let journal = "ada: 5, audit: 20, ada: 5, audit: 25, tom: 5, audit: 30";
            t.expect("transcript", &["0 s, eve: done", "1 s, rosa: done", "2 s, ben: done", journal]);
        });
    }
}
