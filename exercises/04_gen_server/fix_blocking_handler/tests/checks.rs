//! Checks of `fix_blocking_handler`. Each step is a module, each claim a test. All time is virtual.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fix_blocking_handler::{Shop, ShopError, Supplier};
use harness::{Run, Tracer, World, check, sim};
use process::{CallError, Config, Context, ExitReason, Pid, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(10);

/// What the supplier was asked for, in order.
type Asked = Arc<Mutex<Vec<String>>>;

/// Takes a second for each quote, which is 7. Who asks it for bombs crashes.
fn supplier(asked: Asked) -> Supplier {
    Supplier::new(move |item| {
        let asked = Arc::clone(&asked);
        async move {
            asked.lock().unwrap().push(item.clone());
            sleep(SECOND).await;
            if item.starts_with("bomb") {
                resume_unwind(Box::new("boom")); // a panic that nothing prints
            }
            7
        }
    })
}

/// Runs `body` as the process `main`, beside a shop. What happened before is not traced.
fn beside_shop<F, Fut>(body: F) -> Run
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let (begun, todo) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
        let (tracer, traced, log) = (world.tracer(), Arc::clone(&begun), Arc::clone(&todo));
        let tracer: Tracer = Arc::new(move |event| {
            if traced.load(Ordering::Relaxed) {
                tracer(event);
            }
        });
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(tracer),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if reason.contains("not yet implemented") {
                    log.lock().unwrap().get_or_insert(reason);
                }
            })),
            ..Config::default()
        });
        let inside = world.clone();
        let pid = system.spawn(move |mut me| async move {
            me.register("main").expect("the name is free");
            let asked = Asked::default();
            let shop = Shop::start_link(&mut me, supplier(Arc::clone(&asked))).await;
            let shop = shop.expect("the name is free");
            me.unlink(shop.pid());
            begun.store(true, Ordering::Relaxed);
            body(Main { me, world: inside, shop, asked }).await;
        });
        system.join(pid).await;
        // A `todo!()` ends the shop's process only; the check must end with it.
        let todo = todo.lock().unwrap();
        assert!(todo.is_none(), "{}", todo.as_deref().unwrap_or_default());
    })
}

/// The process `main`: it starts clients, and alone prints.
struct Main {
    me: Context,
    world: World,
    shop: Shop,
    asked: Asked,
}

/// What a client got.
#[derive(Debug)]
struct Got(&'static str, String);

impl Main {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    /// Starts a client that asks for a quote. When this returns, the request is in the shop's mailbox.
    async fn quote(&mut self, item: &'static str, limit: Duration) -> Pid {
        let (shop, main) = (self.shop, self.me.pid());
        let client = self.me.spawn(move |mut me| async move {
            me.register(&format!("wants {item}")).expect("the name is free");
            let quote = shop.quote(&mut me, item, limit).await;
            me.send(main, Got(item, shown(quote)));
        });
        self.world.settle().await;
        client
    }

    /// What this client got. A client that never hears anything is told of here as well.
    async fn got(&mut self, item: &str) -> String {
        let got = self.me.receive_if_timeout(LONG * 2, |got: &Got| got.0 == item).await;
        got.map_or("nothing".to_owned(), |Got(_, what)| what)
    }

    async fn status(&mut self) -> String {
        shown(self.shop.status(&mut self.me, SECOND * 10).await)
    }

    fn asked(&self) -> String {
        self.asked.lock().unwrap().join(" ")
    }
}

fn shown<T: ToString>(came: Result<T, ShopError>) -> String {
    match came {
        Ok(value) => value.to_string(),
        Err(ShopError::Crashed(ExitReason::Panic(text))) => format!("error {text}"),
        Err(ShopError::Crashed(reason)) => format!("error {reason}"),
        Err(ShopError::Call(CallError::Timeout)) => "timeout".to_owned(),
        Err(ShopError::Call(error)) => error.to_string(),
    }
}

mod predict {
    use super::*;
    use fix_blocking_handler::predict::{ANSWERED, ASKED_FOR, STATUS};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("expects_side_by_side", |t| {
            t.suspect_if([STATUS, ANSWERED, ASKED_FOR].contains(&""), "not_yet");
            t.line(format!("status, while it asks for apples: {STATUS}"));
            t.line(format!("quotes that reached a client: {ANSWERED} of 5"));
            t.line(format!("quotes that the supplier was asked for: {ASKED_FOR}"));
            t.beam_section(BEAM, "blocked");
        });
    }
}

mod worker {
    use super::*;

    #[test]
    fn the_shop_answers_while_it_waits_for_a_quote() {
        check("works_in_the_handler", |t| {
            t.run(beside_shop(|mut main| async move {
                main.quote("apples", LONG).await;
                sleep(SECOND / 2).await;
                let status = main.status().await;
                main.say(status);
                sleep(SECOND).await;
                let got = main.got("apples").await;
                main.say(format!("apples: {got}"));
            }));
            t.expect("transcript", &["1 running, 0 waiting", "apples: 7"]);
        });
    }

    #[test]
    fn fast_calls_do_not_wait_for_slow_ones() {
        check("works_in_the_handler", |t| {
            let waits = Arc::new(Mutex::new(Vec::new()));
            let noted = Arc::clone(&waits);
            t.run(beside_shop(move |mut main| async move {
                main.quote("apples", LONG).await;
                main.quote("pears", LONG).await;
                // Each fast call has a client of its own: one that waits must not keep the next from asking.
                for _ in 0..100 {
                    let (shop, world, noted) = (main.shop, main.world.clone(), Arc::clone(&noted));
                    main.me.spawn(move |mut me| async move {
                        let before = world.elapsed();
                        let status = shop.status(&mut me, LONG).await;
                        noted.lock().unwrap().push((world.elapsed() - before, status.is_ok()));
                    });
                    sleep(SHORT).await;
                }
                sleep(SECOND * 10).await;
            }));
            let mut waits = waits.lock().unwrap().clone();
            waits.sort();
            let told = waits.iter().filter(|(_, told)| *told).count();
            let p99 = waits.get(98).map_or(0, |(wait, _)| wait.as_millis());
            t.figure(
                "p99 of fast calls beside slow ones",
                f64::from(u32::try_from(p99).unwrap_or(u32::MAX)),
                "ms",
            );
            t.line(format!("fast calls beside slow ones: {told} of 100 answered, p99 {p99} ms"));
            t.expect("transcript", &["fast calls beside slow ones: 100 of 100 answered, p99 0 ms"]);
        });
    }

    #[test]
    fn the_worker_replies_in_the_name_of_the_shop() {
        check("works_in_the_handler", |t| {
            t.run(beside_shop(|mut main| async move {
                main.quote("apples", LONG).await;
                main.quote("pears", LONG).await;
                let status = main.status().await;
                main.say(format!("status, while it asks: {status}"));
                for item in ["apples", "pears"] {
                    let got = main.got(item).await;
                    main.say(format!("{item}: {got}"));
                }
            }));
            t.beam_section(BEAM, "handed_on");
        });
    }
}

mod crash {
    use super::*;

    #[test]
    fn a_crash_is_told_at_once_and_stays_alone() {
        check("crash_untold", |t| {
            t.run(beside_shop(|mut main| async move {
                main.quote("bombs", LONG).await;
                let got = main.got("bombs").await;
                main.say(format!("apples: {got}")); // apples are what the BEAM's supplier crashes with
                let status = main.status().await;
                main.say(format!("the shop: {status}"));
            }));
            t.suspect_if(t.lines()[0].contains("the server ended"), "falls_with_worker");
            t.beam_section(BEAM, "crash");
        });
    }
}

mod limit {
    use super::*;

    #[test]
    fn three_work_at_once_and_the_others_in_their_order() {
        check("no_limit", |t| {
            t.run(beside_shop(|mut main| async move {
                for item in ["apples", "pears", "plums", "figs", "nuts"] {
                    main.quote(item, LONG).await;
                }
                let status = main.status().await;
                main.say(status);
                sleep(SECOND + SHORT).await;
                let status = main.status().await;
                main.say(status);
                let mut answered = Vec::new();
                for item in ["figs", "nuts"] {
                    if main.got(item).await == "7" {
                        answered.push(item);
                    }
                }
                main.say(format!("answered: {}", answered.join(" ")));
            }));
            t.suspect_if(t.lines()[1] == "0 running, 2 waiting", "line_stands");
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn a_crash_gives_its_place_to_the_next() {
        check("line_stands", |t| {
            t.run(beside_shop(|mut main| async move {
                for item in ["bomb 1", "bomb 2", "bomb 3", "apples"] {
                    main.quote(item, LONG).await;
                }
                let got = main.got("apples").await;
                main.say(format!("apples: {got}"));
                let status = main.status().await;
                main.say(status);
            }));
            t.expect("transcript", &["apples: 7", "0 running, 0 waiting"]);
        });
    }
}

mod gone {
    use super::*;

    #[test]
    fn nobody_works_for_those_who_have_gone() {
        check("works_for_nobody", |t| {
            t.run(beside_shop(|mut main| async move {
                for item in ["apples", "pears", "plums"] {
                    main.quote(item, LONG).await;
                }
                main.quote("figs", SHORT).await;
                let got = main.got("figs").await;
                main.say(format!("figs: {got}"));
                let killed = main.quote("nuts", LONG).await;
                main.me.exit(killed, ExitReason::Kill);
                main.quote("kiwis", LONG).await;
                let status = main.status().await;
                main.say(status);
                let got = main.got("kiwis").await;
                let asked = main.asked();
                let later = asked.strip_prefix("apples pears plums ").unwrap_or(&asked);
                main.say(format!("then the supplier is asked for: {later}"));
                main.say(format!("kiwis: {got}"));
            }));
            t.beam_section(BEAM, "gone");
        });
    }
}
