//! Checks of `fix_stuck_machine`. Each step is a module, each claim a test. All time is virtual.

use std::future::Future;
use std::time::Duration;

use fix_stuck_machine::{Order, Print, PrintError, Printer, WAKING, Word};
use gen_statem::{Machine, Options, start};
use harness::{Run, World, check, sim};
use process::{CallError, Config, Context, Crash, ExitReason, Pid, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Longer than a printer may be silent.
const LONG: Duration = Duration::from_secs(60);

/// More orders than a printer gives in any of these programs.
const MANY: usize = 10;

/// The process that plays the device and alone prints.
struct Main {
    me: Context,
    world: World,
    printer: Machine<Printer>,
    orders: usize,
}

/// What a client got.
#[derive(Debug)]
struct Got(&'static str, String);

/// A panic in the learner's code is what the check speaks of.
fn tell(crash: &Crash) {
    let reason = crash.reason.to_string();
    let told = reason.strip_prefix("panic: ");
    assert!(told.is_none(), "{}", told.unwrap_or_default());
}

/// Runs `body` beside a new printer whose device is `main`.
fn beside_printer<F, Fut>(body: F) -> Run<ExitReason>
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(std::sync::Arc::new(tell)),
            ..Config::default()
        });
        let main = system.spawn(|mut me| async move {
            me.register("main").expect("the name is free");
            let device = me.pid();
            let printer = printer(&mut me, device).await;
            body(Main { me, world, printer, orders: 0 }).await;
        });
        system.join(main).await
    })
}

async fn printer(me: &mut Context, device: Pid) -> Machine<Printer> {
    start::<Printer>(me, device, Options::named("printer")).await.expect("init says ok")
}

impl Main {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    /// Prints what the device is told, until this line.
    async fn until(&mut self, last: &str) {
        loop {
            let Some(order) = self.next_order().await else { return };
            let line = order.to_string();
            self.orders += 1;
            self.say(line.clone());
            if line == last || self.orders > MANY {
                return;
            }
        }
    }

    /// What the device is told next. A printer that waits for the device, as the device does for it, is a deadlock.
    async fn next_order(&mut self) -> Option<Order> {
        if let Some(order) = self.me.receive_timeout(LONG).await {
            return Some(order);
        }
        let state = self.printer.state(&mut self.me).await.unwrap_or_default();
        if state.starts_with("Waking") || state.starts_with("Printing") {
            return Some(self.me.receive().await);
        }
        self.say("device: nothing");
        None
    }

    /// The device says something.
    fn device(&self, word: Word) {
        self.printer.cast(&self.me, word);
    }

    /// Starts a client that wants to print, and has no limit. When this returns, its call is on its way.
    async fn print(&mut self, text: &'static str) {
        let (printer, main) = (self.printer, self.me.pid());
        self.me.spawn(move |mut me| async move {
            me.register(text).expect("the name is free");
            let page = printer.call_within(&mut me, Print(text.to_owned()), None).await;
            me.send(main, Got(text, shown(page)));
        });
        self.world.settle().await;
    }

    /// Prints what this client got.
    async fn got(&mut self, text: &'static str) {
        let Got(_, what) = self.me.receive_if(|got: &Got| got.0 == text).await;
        self.say(format!("{text}: {what}"));
    }
}

fn shown(page: Result<Result<u64, PrintError>, CallError>) -> String {
    match page {
        Ok(Ok(page)) => page.to_string(),
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    }
}

mod predict {
    use super::*;
    use fix_stuck_machine::predict::{IN_THE_MAILBOX, POSTPONED, TIME_OUTS, WHICH_TIME_OUT};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong", |t| {
            let number = |what: &str| {
                let line = BEAM.lines().find_map(|line| line.strip_prefix(what));
                line.expect("the transcript has such a line")
            };
            let which = if BEAM.contains("\nstate_timeout comes") { "state" } else { "event" };
            let beam = [number("in the mailbox: "), number("postponed: "), number("time-outs: "), which];
            let ours = [IN_THE_MAILBOX, POSTPONED, TIME_OUTS, WHICH_TIME_OUT];
            t.suspect_if(ours.contains(&""), "not_yet");
            ours.iter().for_each(|line| t.line(*line));
            t.expect("beam.out", &beam);
        });
    }
}

mod wake {
    use super::*;

    #[test]
    fn a_device_that_does_not_wake_is_called_again() {
        check("gives_up_at_once", |t| {
            t.suspect("no_way_out"); // where nothing moves any more
            t.run(beside_printer(|mut main| async move {
                main.until("device: wake, attempt 2").await;
                main.print("ann").await;
                main.device(Word::Awake);
                main.until("device: print ann on page 1").await;
                main.device(Word::Printed(1));
                main.got("ann").await;
            }));
            t.suspect("gives_up_at_once");
            t.beam_section(BEAM, "waking");
        });
    }

    #[test]
    fn busy_clients_do_not_keep_it_waiting() {
        check("silence_broken", |t| {
            t.run(beside_printer(|mut main| async move {
                for text in ["ann", "bob", "eve", "dan"] {
                    main.print(text).await;
                    sleep(WAKING / 2).await;
                }
                for _ in 0..2 {
                    let order = main.me.receive_timeout::<Order>(Duration::ZERO).await;
                    main.say(order.map_or("device: nothing".to_owned(), |order| order.to_string()));
                }
            }));
            t.expect("transcript", &["device: wake, attempt 1", "device: wake, attempt 2"]);
        });
    }
}

mod offline {
    use super::*;

    #[test]
    fn who_waits_for_a_device_that_never_wakes_is_answered() {
        check("never_gives_up", |t| {
            t.suspect("no_way_out"); // where nothing moves any more
            t.run(beside_printer(|mut main| async move {
                main.print("ann").await;
                main.print("bob").await;
                main.until("device: wake, attempt 3").await;
                sleep(WAKING * 5).await;
                if let Some(order) = main.me.receive_timeout::<Order>(Duration::ZERO).await {
                    main.say(order.to_string());
                    return;
                }
                main.got("ann").await;
                main.got("bob").await;
                main.print("eve").await;
                main.got("eve").await;
            }));
            t.suspect("never_gives_up");
            t.suspect_if(t.lines().len() < 3, "gives_up_at_once");
            t.beam_section(BEAM, "silent");
        });
    }

    #[test]
    fn a_state_that_is_never_left_answers_at_once() {
        check("never_gives_up", |t| {
            t.suspect("no_way_out"); // where nothing moves any more
            t.run(beside_printer(|mut main| async move {
                main.until("device: wake, attempt 1").await;
                main.print("ann").await;
                main.device(Word::OutOfPaper);
                main.got("ann").await;
                main.print("bob").await;
                main.got("bob").await;
            }));
            t.suspect("never_gives_up");
            t.beam_section(BEAM, "out_of_paper");
        });
    }
}

mod print {
    use super::*;

    #[test]
    fn a_lost_page_is_told_to_its_client_and_to_no_other() {
        check("client_forgotten", |t| {
            t.suspect("no_way_out"); // where nothing moves any more
            t.run(beside_printer(|mut main| async move {
                main.until("device: wake, attempt 1").await;
                main.device(Word::Awake);
                main.print("ann").await;
                main.print("bob").await;
                main.until("device: wake, attempt 1").await;
                let ann = main.me.receive_if_timeout(WAKING / 2, |got: &Got| got.0 == "ann").await;
                main.say(format!("ann: {}", ann.map_or("nothing".to_owned(), |got| got.1)));
                main.device(Word::Awake);
                main.until("device: print bob on page 2").await;
                main.device(Word::Printed(1));
                main.device(Word::Printed(2));
                main.got("bob").await;
            }));
            t.suspect("client_forgotten");
            t.beam_section(BEAM, "lost_page");
        });
    }
}

mod gone {
    use super::*;

    #[test]
    fn the_end_of_the_device_is_told_at_once() {
        check("gone_unheard", |t| {
            t.suspect("client_forgotten"); // where nothing moves any more
            t.run(beside_a_process(|mut main, device| async move {
                main.device(Word::Awake);
                main.print("ann").await;
                main.print("bob").await;
                main.until("device: print ann on page 1").await;
                main.kill(device).await;
            }));
            t.suspect("gone_unheard");
            let ended = t.lines().iter().any(|line| line.contains("the server ended"));
            t.suspect_if(ended, "falls_with_device");
            let mut expected: Vec<&str> =
                BEAM.lines().skip_while(|line| *line != "-- gone").skip(1).collect();
            expected.push("after 0 s");
            t.expect("beam.out", &expected);
        });
    }

    #[test]
    fn it_is_told_while_the_device_is_being_woken_too() {
        check("gone_unheard", |t| {
            t.run(beside_a_process(|mut main, device| async move {
                main.print("ann").await;
                main.print("bob").await;
                main.kill(device).await;
            }));
            let expected = ["device: wake, attempt 1", "ann: offline", "bob: offline", "after 0 s"];
            t.expect("transcript", &expected);
        });
    }

    /// Runs `body` when a device that is a process of its own has been woken for the first time.
    fn beside_a_process<F, Fut>(body: F) -> Run<ExitReason>
    where
        F: FnOnce(Main, Pid) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        sim(1, |world| async move {
            let system = System::new(Config {
                spawner: Some(world.spawner()),
                tracer: Some(world.tracer()),
                crash_log: Some(std::sync::Arc::new(tell)),
                ..Config::default()
            });
            let main = system.spawn(|mut me| async move {
                me.register("main").expect("the name is free");
                let main = me.pid();
                let device = me.spawn(move |mut me| async move {
                    me.register("device").expect("the name is free");
                    loop {
                        let order = me.receive::<Order>().await;
                        me.send(main, order);
                    }
                });
                let printer = printer(&mut me, device).await;
                let mut main = Main { me, world, printer, orders: 0 };
                main.until("device: wake, attempt 1").await;
                body(main, device).await;
            });
            system.join(main).await
        })
    }

    impl Main {
        /// Ends the device, and says what the clients hear and after how long.
        async fn kill(&mut self, device: Pid) {
            self.me.exit(device, ExitReason::Kill);
            let killed = self.world.elapsed();
            self.got("ann").await;
            self.got("bob").await;
            let took = (self.world.elapsed() - killed).as_secs();
            self.say(format!("after {took} s"));
        }
    }
}
