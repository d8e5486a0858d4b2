//! Checks of `connection_pool`. Each step is a module, each claim a test.

use connection_pool::{Action, Connection, Event, Ledger, step};
use harness::check;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// What the ledger says to one event, in words; the orders within one answer stand in no order.
fn tell(ledger: &mut Ledger<&'static str, &'static str>, event: Event<&'static str, &'static str>) -> String {
    let fact = match event {
        Event::CheckoutAsked { client, .. } => format!("{client} asks"),
        Event::CheckinAsked { client, connection, .. } => format!("{client} gives {connection} back"),
        Event::CheckoutCancelled { ticket } => format!("{ticket} gives up"),
        Event::ClientEnded { ticket } => format!("{ticket} ends"),
    };
    let order = |action: &Action<&str, &str>| match action {
        Action::Monitor { client, .. } => format!("monitor {client}"),
        Action::Demonitor { ticket } => format!("demonitor {ticket}"),
        Action::Give { ticket, connection } => format!("give {connection} to {ticket}"),
        Action::Confirm { .. } => "confirm".to_owned(),
        Action::Refuse { .. } => "refuse".to_owned(),
    };
    let mut orders: Vec<String> = step(ledger, event).iter().map(order).collect();
    orders.sort();
    format!("{fact}: {}", if orders.is_empty() { "nothing".to_owned() } else { orders.join(", ") })
}

/// Events of clients that each ask once: the ticket is the client's name.
fn asks(client: &'static str) -> Event<&'static str, &'static str> {
    Event::CheckoutAsked { ticket: client, client }
}

fn returns(client: &'static str, connection: u32) -> Event<&'static str, &'static str> {
    Event::CheckinAsked { ticket: "checkin", client, connection: Connection(connection) }
}

fn gives_up(ticket: &'static str) -> Event<&'static str, &'static str> {
    Event::CheckoutCancelled { ticket }
}

fn ends(ticket: &'static str) -> Event<&'static str, &'static str> {
    Event::ClientEnded { ticket }
}

mod predict {
    use super::*;
    use connection_pool::predict::{HOLDER_KILLED, THAT_WAITER_ENDED, WAITER_KILLED, WAITER_TIMED_OUT};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("hears_what_nobody_tells", |t| {
            let ours = [HOLDER_KILLED, WAITER_KILLED, WAITER_TIMED_OUT, THAT_WAITER_ENDED];
            t.suspect_if(ours.contains(&""), "not_yet");
            let what = [
                "the holder was killed",
                "a waiter was killed, the holder has checked in",
                "a waiter's call timed out, the holder has checked in",
                "that waiter has ended",
            ];
            for (what, free) in what.iter().zip(ours) {
                t.line(format!("{what}: {free} free"));
            }
            t.beam_section(BEAM, "hears");
        });
    }
}

mod lend {
    use super::*;

    #[test]
    fn a_free_connection_is_given_and_its_holder_watched() {
        check("not_watched", |t| {
            let mut ledger = Ledger::new(2);
            for event in [asks("a"), asks("b")] {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: give 2 to b, monitor b",
                "0 free, 2 out, 0 waiting",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn only_the_holder_gives_back() {
        check("checkin_by_anybody", |t| {
            let mut ledger = Ledger::new(2);
            for event in
                [asks("a"), asks("b"), returns("b", 1), returns("a", 1), returns("a", 1), returns("c", 7)]
            {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: give 2 to b, monitor b",
                "b gives 1 back: refuse",
                "a gives 1 back: confirm, demonitor a",
                "a gives 1 back: refuse",
                "c gives 7 back: refuse",
                "1 free, 1 out, 0 waiting",
            ];
            t.suspect_if(t.lines()[..6] == expected[..6], "unnamed"); // the right one gave back, and then?
            t.expect("transcript", &expected);
        });
    }
}

mod line {
    use super::*;

    #[test]
    fn who_came_first_is_served_first() {
        check("line_forgotten", |t| {
            let mut ledger = Ledger::new(1);
            for event in [asks("a"), asks("b"), asks("c"), returns("a", 1), asks("d"), returns("b", 1)] {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            t.suspect_if(t.lines()[1] == "b asks: nothing", "not_watched");
            t.suspect_if(t.lines()[3].contains("give 1 to c"), "newest_first");
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: monitor b",
                "c asks: monitor c",
                "a gives 1 back: confirm, demonitor a, give 1 to b",
                "d asks: monitor d",
                "b gives 1 back: confirm, demonitor b, give 1 to c",
                "0 free, 1 out, 1 waiting",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod crash {
    use super::*;

    #[test]
    fn a_dead_holder_loses_no_connection() {
        check("lost_with_holder", |t| {
            let mut ledger = Ledger::new(1);
            for event in [asks("a"), asks("b"), ends("a")] {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            t.suspect_if(t.lines()[3] == "1 free, 0 out, 1 waiting", "line_forgotten");
            for event in [returns("a", 1), ends("b")] {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: monitor b",
                "a ends: give 1 to b",
                "0 free, 1 out, 0 waiting",
                "a gives 1 back: refuse",
                "b ends: nothing",
                "1 free, 0 out, 0 waiting",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod gone {
    use super::*;

    #[test]
    fn who_has_gone_is_given_nothing() {
        check("given_to_the_gone", |t| {
            let mut ledger = Ledger::new(1);
            let events =
                [asks("a"), asks("b"), asks("c"), asks("d"), ends("b"), gives_up("c"), returns("a", 1)];
            for event in events {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: monitor b",
                "c asks: monitor c",
                "d asks: monitor d",
                "b ends: nothing",
                "c gives up: demonitor c",
                "a gives 1 back: confirm, demonitor a, give 1 to d",
                "0 free, 1 out, 0 waiting",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_cancel_that_comes_after_the_connection_brings_it_back() {
        check("cancel_too_late", |t| {
            let mut ledger = Ledger::new(1);
            for event in [asks("a"), asks("b"), gives_up("a"), gives_up("a"), returns("a", 1), gives_up("b")]
            {
                t.line(tell(&mut ledger, event));
            }
            t.line(ledger.status().to_string());
            let expected = [
                "a asks: give 1 to a, monitor a",
                "b asks: monitor b",
                "a gives up: demonitor a, give 1 to b",
                "a gives up: nothing",
                "a gives 1 back: refuse",
                "b gives up: demonitor b",
                "1 free, 0 out, 0 waiting",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod server {
    use super::*;

    use std::future::Future;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use connection_pool::{Pool, PoolError};
    use harness::{Run, Tracer, World, sim};
    use process::{CallError, Config, Context, ExitReason, Pid, System};

    const LONG: Duration = Duration::from_secs(5);
    const SHORT: Duration = Duration::from_millis(10);

    /// What a client is told to do.
    #[derive(Clone, Copy, Debug)]
    enum Do {
        Checkout(Duration),
        Checkin(u32),
    }

    /// What came of it.
    #[derive(Debug)]
    struct Came(String);

    /// A client does what it is told, and tells what came of it.
    async fn client(mut me: Context, name: &'static str, pool: Pool, main: Pid) {
        me.register(name).expect("the name is free");
        loop {
            let came = match me.receive::<Do>().await {
                Do::Checkout(limit) => {
                    format!("{name}: checkout -> {}", shown(pool.checkout(&mut me, limit).await))
                }
                Do::Checkin(n) => {
                    let came = pool.checkin(&mut me, Connection(n)).await.map(|()| "ok");
                    format!("{name}: checkin {n} -> {}", shown(came))
                }
            };
            me.send(main, Came(came));
        }
    }

    fn shown<T: ToString>(came: Result<T, PoolError>) -> String {
        match came {
            Ok(value) => value.to_string(),
            Err(PoolError::NotHolder) => "not_holder".to_owned(),
            Err(PoolError::Call(CallError::Timeout)) => "timeout".to_owned(),
            Err(PoolError::Call(error)) => error.to_string(),
        }
    }

    /// The process `main`, which tells the clients what to do and alone prints.
    struct Main {
        me: Context,
        world: World,
        pool: Pool,
        clients: Vec<Pid>,
    }

    impl Main {
        fn say(&self, line: impl Into<String>) {
            self.world.say("main", line);
        }

        /// Tells a client (0 is `a`) to do something that takes its time.
        async fn begin(&mut self, client: usize, what: Do) {
            self.me.send(self.clients[client], what);
            self.world.settle().await;
        }

        /// Prints what came of it.
        async fn result(&mut self, client: usize) {
            let client = self.clients[client];
            let came = self.me.receive_where_timeout(LONG * 2, |letter| letter.from() == client).await;
            let came = came.and_then(|letter| letter.open::<Came>().ok());
            self.say(came.map_or("(nothing)".to_owned(), |Came(came)| came));
        }

        async fn ask(&mut self, client: usize, what: Do) {
            self.begin(client, what).await;
            self.result(client).await;
        }

        async fn kill(&mut self, client: usize) {
            self.me.exit(self.clients[client], ExitReason::Kill);
            self.world.settle().await;
        }

        async fn status(&mut self) {
            let status = self.pool.status(&mut self.me).await;
            self.say(shown(status));
        }
    }

    /// Processes that panicked. A `todo!()` ends the pool's process only; the check must end with it.
    #[derive(Clone, Default)]
    struct Crashes(Arc<Mutex<Vec<String>>>);

    impl Crashes {
        fn tell(&self) {
            let crashes = self.0.lock().unwrap();
            let todo = crashes.iter().find(|reason| reason.contains("not yet implemented"));
            assert!(todo.is_none(), "{}", todo.map_or("", String::as_str));
        }
    }

    fn system(world: &World, tracer: Tracer) -> (System, Crashes) {
        let crashes = Crashes::default();
        let log = crashes.clone();
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(tracer),
            crash_log: Some(Arc::new(move |crash| log.0.lock().unwrap().push(crash.reason.to_string()))),
            ..Config::default()
        });
        (system, crashes)
    }

    /// Runs `body` as `main`, with a pool of `size` and the clients `a`, `b` and `c`.
    fn stage<F, Fut>(size: u32, body: F) -> Run
    where
        F: FnOnce(Main) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        sim(1, move |world| async move {
            let (system, crashes) = system(&world, world.tracer());
            let main = system.spawn(move |mut me| async move {
                me.register("main").expect("the name is free");
                let pool = Pool::start_link(&mut me, size).await.expect("the name is free");
                me.unlink(pool.pid());
                let main = me.pid();
                let clients = ["a", "b", "c"].map(|name| me.spawn(move |me| client(me, name, pool, main)));
                body(Main { me, world, pool, clients: clients.to_vec() }).await;
            });
            system.join(main).await;
            crashes.tell();
        })
    }

    /// What a client does.
    type Life = fn(World, Context, Pool) -> Pin<Box<dyn Future<Output = ExitReason> + Send>>;

    /// A pool of one, and what its clients do one second later. Only that is traced.
    fn scene(lives: Vec<(&'static str, Life)>) -> Run {
        sim(1, move |world| async move {
            let begun = Arc::new(AtomicBool::new(false));
            let (tracer, drawn) = (world.tracer(), Arc::clone(&begun));
            let tracer: Tracer = Arc::new(move |event| {
                if drawn.load(Ordering::Relaxed) {
                    tracer(event);
                }
            });
            let (system, crashes) = system(&world, tracer);
            let inside = world.clone();
            system.spawn(move |mut me| async move {
                let pool = Pool::start_link(&mut me, 1).await.expect("the name is free");
                for (name, life) in lives {
                    let world = inside.clone();
                    me.spawn(move |me| async move {
                        me.register(name).expect("the name is free");
                        tokio::time::sleep(Duration::from_secs(1)).await;
                        life(world, me, pool).await
                    });
                }
            });
            world.settle().await;
            begun.store(true, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(10)).await;
            crashes.tell();
        })
    }

    #[test]
    fn the_pool_lends_as_the_beam_does() {
        check("checkin_by_anybody", |t| {
            t.run(stage(2, |mut main| async move {
                main.ask(0, Do::Checkout(LONG)).await;
                main.ask(1, Do::Checkout(LONG)).await;
                main.status().await;
                main.ask(1, Do::Checkin(1)).await;
                main.ask(0, Do::Checkin(1)).await;
                main.ask(0, Do::Checkin(1)).await;
                main.status().await;
            }));
            t.beam_section(BEAM, "lend");
        });
    }

    #[test]
    fn the_line_moves_when_a_holder_dies() {
        check("lost_with_holder", |t| {
            t.run(stage(1, |mut main| async move {
                main.ask(0, Do::Checkout(LONG)).await;
                main.begin(1, Do::Checkout(LONG)).await;
                main.begin(2, Do::Checkout(LONG)).await;
                main.status().await;
                main.ask(0, Do::Checkin(1)).await;
                main.result(1).await;
                main.kill(1).await;
                main.say("b was killed");
                main.result(2).await;
                main.status().await;
            }));
            t.beam_section(BEAM, "line");
        });
    }

    #[test]
    fn a_caller_that_gives_up_tells_the_pool() {
        check("timeout_not_told", |t| {
            t.run(stage(1, |mut main| async move {
                main.ask(0, Do::Checkout(LONG)).await;
                main.ask(1, Do::Checkout(SHORT)).await;
                main.begin(2, Do::Checkout(LONG)).await;
                main.kill(2).await;
                main.say("c was killed");
                main.ask(0, Do::Checkin(1)).await;
                main.status().await;
            }));
            t.beam_section(BEAM, "gone");
        });
    }

    #[test]
    fn a_connection_given_too_late_comes_back() {
        check("timeout_not_told", |t| {
            t.run(stage(1, |mut main| async move {
                main.ask(0, Do::Checkout(Duration::ZERO)).await;
                main.status().await;
            }));
            t.beam_section(BEAM, "too_late");
        });
    }

    #[test]
    fn the_next_in_line_gets_what_a_dead_client_held() {
        check("lost_with_holder", |t| {
            t.run(scene(vec![
                ("a", |world, mut me, pool| {
                    Box::pin(async move {
                        world.say("a", shown(pool.checkout(&mut me, LONG).await));
                        tokio::time::sleep(Duration::from_secs(2)).await;
                        ExitReason::from("boom")
                    })
                }),
                ("b", |world, mut me, pool| {
                    Box::pin(async move {
                        tokio::time::sleep(Duration::from_secs(1)).await;
                        world.say("b", shown(pool.checkout(&mut me, LONG).await));
                        me.receive().await
                    })
                }),
            ]));
            t.expect("transcript", &["1", "1"]);
        });
    }

    #[test]
    fn whoever_is_late_for_its_connection_gives_it_back() {
        check("timeout_not_told", |t| {
            t.run(scene(vec![("a", |world, mut me, pool| {
                Box::pin(async move {
                    world.say("a", shown(pool.checkout(&mut me, Duration::ZERO).await));
                    world.say("a", shown(pool.status(&mut me).await));
                    me.receive().await
                })
            })]));
            t.expect("transcript", &["timeout", "1 free, 0 out, 0 waiting"]);
        });
    }

    #[test]
    fn no_monitor_outlives_its_checkout() {
        check("monitor_left", |t| {
            t.run(stage(1, |mut main| async move {
                for _ in 0..3 {
                    main.ask(0, Do::Checkout(LONG)).await;
                    main.ask(1, Do::Checkout(SHORT)).await;
                    main.ask(0, Do::Checkin(1)).await;
                }
                main.world.settle().await;
                let monitors = main.me.system().info(main.pool.pid()).map(|info| info.monitors.len());
                main.say(format!("{} monitors left", monitors.unwrap_or_default()));
            }));
            let left = t.lines().last().cloned();
            t.suspect_if(left != Some("0 monitors left".to_owned()), "monitor_left");
            let round = ["a: checkout -> 1", "b: checkout -> timeout", "a: checkin 1 -> ok"];
            let mut expected = round.repeat(3);
            expected.push("0 monitors left");
            t.expect("transcript", &expected);
        });
    }
}
