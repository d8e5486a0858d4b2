//! Checks of `fix_call_cycle`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use fix_call_cycle::{Ask, Name, Need, Orders, Ready, Stock, start};
use gen_server::{CALL_LIMIT, Server};
use harness::{Run, World, check, seeds, sim};
use process::{Call, Config, Context, ExitReason, Pid, System, TrapExit};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// One lamp less than two customers want.
const LAMPS: [(&str, u32); 1] = [("lamp", 2)];

fn system(world: &World) -> System {
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        ..Config::default()
    })
}

/// Runs `body` as the process `shop`, with a stock of lamps and orders that know Rosa.
fn shop<F, Fut>(seed: u64, lamps: u32, body: F) -> Run
where
    F: FnOnce(World, Context, Server<Orders>, Server<Stock>) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let inside = world.clone();
        let system = system(&world);
        let shop = system.spawn(move |mut me| async move {
            me.register("shop").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            let (orders, stock) = start(&mut me, &[("lamp", lamps)], &["rosa"]).await;
            body(inside, me, orders, stock).await;
        });
        system.join(shop).await;
    })
}

/// Orders a lamp, with the patience of a customer, and says what came of it.
async fn place(world: &World, me: &mut Context, orders: Server<Orders>, customer: Name) {
    place_within(world, me, orders, customer, Some(CALL_LIMIT)).await;
}

async fn place_within(
    world: &World,
    me: &mut Context,
    orders: Server<Orders>,
    customer: Name,
    limit: Option<Duration>,
) {
    let told = orders.call_within(me, Ask::Place { customer, item: "lamp" }, limit).await;
    let told = match told {
        Ok(told) => format!("{told:?}"),
        Err(error) => error.to_string(),
    };
    world.say(customer, format!("{customer}: {told}"));
}

/// A customer in a process of its own, who waits for an answer as long as it takes, and then for a lamp if need be.
fn customer(world: &World, me: &Context, orders: Server<Orders>, name: Name) -> Pid {
    let world = world.clone();
    me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        place_within(&world, &mut me, orders, name, None).await;
        if me.receive_timeout::<Ready>(Duration::from_secs(60)).await.is_some() {
            world.say(name, format!("{name}: Ready"));
        }
    })
}

mod predict {
    use super::*;
    use fix_call_cycle::predict::{ORDERS, STOCK, TOM};

    /// What the recorded transcript says in the section `circle`.
    fn recorded(who: &str) -> &'static str {
        let lines = BEAM.lines().skip_while(|line| *line != "-- circle").skip(1);
        let mut lines = lines.take_while(|line| !line.starts_with("-- "));
        let line = lines.find(|line| line.starts_with(who)).expect("the section speaks of all three");
        match line[who.len()..].trim_start_matches(':').trim() {
            answer @ ("yes" | "no" | "alive") => answer,
            _ => "ends",
        }
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_circle", |t| {
            let ours = [TOM, STOCK, ORDERS];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &["tom", "stock", "orders"].map(recorded));
        });
    }
}

mod send_along {
    use super::*;

    #[test]
    fn the_last_piece_is_for_a_regular_customer() {
        check("limit_hides_the_circle", |t| {
            t.run(shop(1, LAMPS[0].1, |world, mut me, orders, _| async move {
                for customer in ["tom", "ada", "rosa"] {
                    place_within(&world, &mut me, orders, customer, None).await;
                }
            }));
            t.suspect_if(t.lines().contains(&"ada: Reserved".to_owned()), "everybody_is_regular");
            // Nobody asks back for the first piece: a stock in good health is given up.
            let given_up = t.lines().first().is_some_and(|line| line != "tom: Reserved");
            t.suspect_if(given_up, "limit_too_short");
            t.expect("transcript", &["tom: Reserved", "ada: Waits", "rosa: Reserved"]);
        });
    }
}

mod one_way {
    use super::*;

    #[test]
    fn a_delivery_and_an_order_at_the_same_time_are_both_answered() {
        check("nobody_is_told", |t| {
            for seed in seeds(20) {
                let run = shop(seed, 0, |world, me, orders, stock| async move {
                    let rosa = customer(&world, &me, orders, "rosa");
                    let says = world.clone();
                    let supplier = me.spawn(move |mut me| async move {
                        me.register("supplier").expect("the name is free");
                        let deliver = Need::Deliver { item: "lamp", pieces: 1 };
                        let given = stock.call_within(&mut me, deliver, None).await;
                        says.say("supplier", format!("supplier: {given:?}"));
                    });
                    me.system().join(supplier).await;
                    me.system().join(rosa).await;
                });
                if run.is_deadlock() {
                    t.run(run);
                    continue;
                }
                let lines: Vec<String> = run.lines().collect();
                let has = |line: &str| lines.iter().any(|other| other == line);
                let (lamp, supplied) =
                    (has("rosa: Reserved") || has("rosa: Ready"), has("supplier: Ok(Yes)"));
                t.line(format!("Rosa has a lamp: {lamp}; the supplier is answered: {supplied}"));
            }
            t.expect("all seeds", &["Rosa has a lamp: true; the supplier is answered: true"; 20]);
        });
    }

    #[test]
    fn who_has_waited_longest_is_served_first_and_the_others_go_on_waiting() {
        check("waiting_forgotten", |t| {
            t.run(shop(1, 0, |world, me, orders, stock| async move {
                for name in ["tom", "ada", "rosa"] {
                    customer(&world, &me, orders, name);
                    world.settle().await;
                }
                let mut me = me;
                for pieces in [2, 2] {
                    let given = stock.call(&mut me, Need::Deliver { item: "lamp", pieces }).await;
                    world.say("shop", format!("shop: {pieces} delivered, {given:?}"));
                    world.settle().await;
                }
            }));
            t.suspect_if(!t.lines().contains(&"tom: Ready".to_owned()), "nobody_is_told");
            let expected = [
                "tom: Waits",
                "ada: Waits",
                "rosa: Waits",
                "shop: 2 delivered, Ok(Yes)",
                "tom: Ready",
                "rosa: Ready",
                "shop: 2 delivered, Ok(Yes)",
                "ada: Ready",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod limits {
    use super::*;

    /// Takes the place of the stock: `life` says what it does.
    async fn replace_stock<Fut>(
        world: &World,
        me: &mut Context,
        stock: Server<Stock>,
        life: impl FnOnce(Context) -> Fut + Send + 'static,
    ) where
        Fut: Future<Output = ()> + Send + 'static,
    {
        stock.stop(me, ExitReason::Normal, None).await.expect("it has no reason to refuse");
        me.spawn(life);
        world.settle().await;
    }

    #[test]
    fn a_silent_stock_is_told_to_the_customer_in_time() {
        check("limit_as_long_as_the_clients", |t| {
            t.run(shop(1, 2, |world, mut me, orders, stock| async move {
                let silent = |mut me: Context| async move {
                    me.register("stock").expect("the name is free");
                    me.receive::<()>().await;
                };
                replace_stock(&world, &mut me, stock, silent).await;
                let asked = world.elapsed();
                place(&world, &mut me, orders, "tom").await;
                let early = world.elapsed() - asked < CALL_LIMIT - Duration::from_secs(1);
                world.say("shop", format!("a second or more before Tom would give up: {early}"));
                world.say("shop", format!("orders alive: {}", me.system().is_alive(orders.pid())));
            }));
            t.suspect_if(t.lines().contains(&"orders alive: false".to_owned()), "dies_with_the_stock");
            let early = "a second or more before Tom would give up: true";
            t.expect("transcript", &["tom: NoStock", early, "orders alive: true"]);
        });
    }

    #[test]
    fn a_stock_that_crashes_takes_no_orders_along() {
        check("dies_with_the_stock", |t| {
            t.run(shop(1, 2, |world, mut me, orders, stock| async move {
                let crashing = |mut me: Context| async move {
                    me.register("stock").expect("the name is free");
                    me.next().await;
                };
                replace_stock(&world, &mut me, stock, crashing).await;
                for customer in ["tom", "rosa"] {
                    place(&world, &mut me, orders, customer).await;
                }
            }));
            t.expect("transcript", &["tom: NoStock", "rosa: NoStock"]);
        });
    }

    #[test]
    fn a_stock_that_needs_a_second_is_waited_for() {
        check("limit_too_short", |t| {
            t.run(shop(1, 2, |world, mut me, orders, stock| async move {
                let slow = |mut me: Context| async move {
                    me.register("stock").expect("the name is free");
                    let call: Call<Need> = me.receive().await;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    me.reply(call.from, fix_call_cycle::Given::Yes);
                };
                replace_stock(&world, &mut me, stock, slow).await;
                place(&world, &mut me, orders, "tom").await;
            }));
            t.expect("transcript", &["tom: Reserved"]);
        });
    }
}
