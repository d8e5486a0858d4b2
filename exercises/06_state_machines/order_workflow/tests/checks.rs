//! Checks of `order_workflow`. Each step is a module, each claim a test. All time is virtual.

use std::future::Future;
use std::time::Duration;

use gen_statem::{Machine, Options, start};
use harness::{Run, Transcript, World, check, sim};
use order_workflow::{Ask, DEADLINE, FIRST, Moved, Order, Request, Services, State, Word};
use process::{Config, Context, Crash, Envelope, ExitReason, System};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Longer than an order may be silent.
const LONG: Duration = Duration::from_secs(600);

/// More lines than any order prints.
const MANY: usize = 40;

/// An order, and the process that plays payment, warehouse and journal, and alone prints.
struct Shop {
    me: Context,
    world: World,
    order: Machine<Order>,
    lines: usize,
}

/// What a customer was answered.
#[derive(Debug)]
struct Answered(Option<State>);

/// Runs `body` beside a new order.
fn shop<F, Fut>(body: F) -> Run<ExitReason>
where
    F: FnOnce(Shop) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let log = |crash: &Crash| {
        let reason = crash.reason.to_string();
        let told = reason.strip_prefix("panic: ");
        assert!(told.is_none(), "{}", told.unwrap_or_default());
    };
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(std::sync::Arc::new(log)),
            ..Config::default()
        });
        let main = system.spawn(|mut me| async move {
            me.register("shop").expect("the name is free");
            let services = Services { payment: me.pid(), warehouse: me.pid(), journal: me.pid() };
            let order = start::<Order>(&mut me, services, Options::named("order")).await;
            let order = order.expect("init says ok");
            body(Shop { me, world, order, lines: 0 }).await;
        });
        system.join(main).await
    })
}

impl Shop {
    fn say(&self, line: impl Into<String>) {
        self.world.say("shop", line);
    }

    /// Prints what the order asks and how it moves, until this line. Whether it has come.
    async fn until(&mut self, last: &str) -> bool {
        loop {
            let is_line = |letter: &Envelope| letter.is::<Request>() || letter.is::<Moved>();
            let letter = self.me.receive_where_timeout(LONG, is_line).await;
            let line = letter.and_then(|letter| match letter.peek::<Request>() {
                Some(request) => Some(request.to_string()),
                None => letter.peek::<Moved>().map(Moved::to_string),
            });
            let Some(line) = line.filter(|_| self.lines < MANY) else {
                self.say("(nothing comes any more)");
                return false;
            };
            self.lines += 1;
            self.say(line.clone());
            if line == last {
                return true;
            }
        }
    }

    /// Tells the order a word.
    fn tell(&self, word: &Word) {
        self.say(match word {
            Word::OutOfStock => "out_of_stock".to_owned(),
            word => format!("{word:?}").to_lowercase(),
        });
        self.order.cast(&self.me, word.clone());
    }

    /// After each line, tells a word.
    async fn play(&mut self, answers: &[(&str, Option<Word>)]) {
        for (line, word) in answers {
            if !self.until(line).await {
                return;
            }
            word.iter().for_each(|word| self.tell(word));
        }
    }

    /// A customer asks; the answer comes when it comes.
    async fn ask(&mut self, ask: Ask) {
        let (order, shop) = (self.order, self.me.pid());
        self.me.spawn(move |mut me| async move {
            let name = if ask == Ask::Cancel { "customer" } else { "clerk" };
            me.register(name).expect("the name is free");
            let answer = order.call_within(&mut me, ask, Some(LONG)).await;
            me.send(shop, Answered(answer.ok()));
        });
        self.world.settle().await;
    }

    async fn answered(&mut self) {
        let Answered(state) = self.me.receive().await;
        self.say(format!("customer: {}", state.map_or("no answer".to_owned(), |state| state.to_string())));
    }
}

/// Plays these answers beside a new order, and compares with a section of the transcript.
fn plays(t: &mut Transcript, section: &str, answers: &'static [(&'static str, Option<Word>)]) {
    t.run(shop(move |mut shop| async move { shop.play(answers).await }));
    compare(t, section);
}

fn compare(t: &mut Transcript, section: &str) {
    let has = |line: &str| t.lines().iter().any(|said| said == line);
    t.suspect_if(has("  pending -> cancelled") && section == "silence", "silence_is_no");
    t.suspect_if(has("  authorized -> cancelled"), "paid_not_refunded");
    t.suspect_if(has("  authorized -> refunding") && section != "out_of_stock", "ships_and_refunds");
    t.suspect_if(has("  refunding -> cancelled") && !has("refunded"), "undoing_given_up");
    t.beam_section(BEAM, section);
}

mod predict {
    use super::*;
    use order_workflow::predict as ours;

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong", |t| {
            let section = |name: &str| {
                let head = format!("-- {name}");
                let lines: Vec<&str> = BEAM.lines().skip_while(|line| *line != head).skip(1).collect();
                lines.into_iter().take_while(|line| !line.starts_with("-- ")).collect::<Vec<_>>()
            };
            let after = |name: &str, from: &str| {
                let lines = section(name);
                let moved = lines.iter().find_map(|line| line.strip_prefix(&format!("  {from} -> ")));
                moved.expect("the order moves on").to_owned()
            };
            let beam = [
                after("silence", "pending"),
                after("cancel", "authorized"),
                section("too_late").last().expect("an answer").trim_start_matches("customer: ").to_owned(),
            ];
            let ours = [ours::AFTER_SILENCE, ours::CANCELLED_BEFORE_IT_WAS_PAID, ours::RECALLED_TOO_LATE];
            t.suspect_if(ours.contains(&""), "not_yet");
            ours.iter().for_each(|line| t.line(*line));
            t.expect("beam.out", &beam);
        });
    }
}

mod pay {
    use super::*;

    #[test]
    fn an_order_that_is_declined_is_cancelled() {
        check("never_retries", |t| {
            plays(
                t,
                "declined",
                &[("payment: charge, attempt 1", Some(Word::Declined)), ("  pending -> cancelled", None)],
            );
        });
    }

    #[test]
    fn silence_is_asked_again_and_each_time_more_patiently() {
        check("never_retries", |t| {
            t.run(shop(|mut shop| async move {
                let mut asked = Vec::new();
                while let Some(Request::Charge(attempt)) = shop.me.receive_timeout(LONG).await {
                    asked.push(format!("attempt {attempt} at {} s", shop.world.elapsed().as_secs()));
                    if attempt == 3 {
                        break;
                    }
                }
                asked.into_iter().for_each(|line| shop.say(line));
            }));
            t.suspect_if(t.lines().len() == 3, "pause_constant");
            t.expect("transcript", &["attempt 1 at 0 s", "attempt 2 at 1 s", "attempt 3 at 3 s"]);
        });
    }
}

mod ship {
    use super::*;

    #[test]
    fn a_paid_order_is_shipped() {
        check("never_retries", |t| {
            plays(
                t,
                "shipped",
                &[
                    ("payment: charge, attempt 1", Some(Word::Paid)),
                    ("warehouse: ship, attempt 1", Some(Word::Shipped)),
                    ("  authorized -> shipped", None),
                ],
            );
        });
    }

    #[test]
    fn both_services_are_asked_again() {
        check("never_retries", |t| {
            plays(
                t,
                "retry",
                &[
                    ("payment: charge, attempt 3", Some(Word::Paid)),
                    ("warehouse: ship, attempt 2", Some(Word::Shipped)),
                    ("  authorized -> shipped", None),
                ],
            );
        });
    }

    #[test]
    fn a_word_that_comes_twice_or_late_changes_nothing() {
        check("never_retries", |t| {
            t.run(shop(|mut shop| async move {
                let answers = [
                    ("payment: charge, attempt 2", Some(Word::Paid)),
                    ("warehouse: ship, attempt 1", Some(Word::Paid)),
                    ("warehouse: ship, attempt 2", Some(Word::Shipped)),
                    ("  authorized -> shipped", Some(Word::Paid)),
                ];
                shop.play(&answers).await;
                shop.ask(Ask::Status).await;
                shop.answered().await;
            }));
            compare(t, "late");
        });
    }
}

mod compensate {
    use super::*;

    #[test]
    fn silence_about_money_ends_in_a_refund() {
        check("silence_is_no", |t| {
            plays(
                t,
                "silence",
                &[
                    ("payment: charge, attempt 3", None),
                    ("payment: refund, attempt 4", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ],
            );
        });
    }

    #[test]
    fn what_was_paid_is_given_back_when_there_is_nothing_to_ship() {
        check("paid_not_refunded", |t| {
            plays(
                t,
                "out_of_stock",
                &[
                    ("payment: charge, attempt 1", Some(Word::Paid)),
                    ("warehouse: ship, attempt 1", Some(Word::OutOfStock)),
                    ("payment: refund, attempt 1", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ],
            );
        });
    }

    #[test]
    fn a_silent_warehouse_is_stopped_before_money_is_given_back() {
        check("ships_and_refunds", |t| {
            plays(
                t,
                "warehouse_silent",
                &[
                    ("payment: charge, attempt 1", Some(Word::Paid)),
                    ("warehouse: recall, attempt 2", Some(Word::Released)),
                    ("payment: refund, attempt 1", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ],
            );
        });
    }

    #[test]
    fn undoing_is_never_given_up_and_never_hurries() {
        check("undoing_given_up", |t| {
            t.run(shop(|mut shop| async move {
                let answers = [
                    ("payment: charge, attempt 1", Some(Word::Paid)),
                    ("warehouse: ship, attempt 1", Some(Word::OutOfStock)),
                    ("payment: refund, attempt 40", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ];
                let begun = shop.world.elapsed();
                shop.lines = 0;
                let (order, mut last) = (shop.order, 0);
                for (line, word) in answers {
                    loop {
                        let is_line = |letter: &Envelope| letter.is::<Request>() || letter.is::<Moved>();
                        let Some(letter) = shop.me.receive_where_timeout(LONG, is_line).await else {
                            shop.say(format!("silence after attempt {last}"));
                            return;
                        };
                        if let Some(Request::Refund(attempt)) = letter.peek() {
                            last = *attempt;
                        }
                        let request = letter.peek::<Request>().map(Request::to_string);
                        let said = request.or_else(|| letter.peek::<Moved>().map(Moved::to_string));
                        if said.as_deref() == Some(line) {
                            break;
                        }
                    }
                    word.into_iter().for_each(|word| order.cast(&shop.me, word));
                }
                // 1 + 2 + 4 + 8 + 16 + 32 s, and then 60 s each.
                let took = (shop.world.elapsed() - begun).as_secs();
                shop.say(format!("refunded at the 40th attempt, after {took} s"));
            }));
            let given_up = t.lines()[0] == "silence after attempt 3";
            t.suspect_if(!given_up, "pause_constant");
            t.expect("transcript", &["refunded at the 40th attempt, after 2043 s"]);
        });
    }
}

mod cancel {
    use super::*;

    #[test]
    fn a_customer_who_cancels_is_answered_when_it_is_certain() {
        check("cancel_lost", |t| {
            t.run(shop(|mut shop| async move {
                shop.until("payment: charge, attempt 1").await;
                shop.ask(Ask::Cancel).await;
                shop.ask(Ask::Status).await;
                shop.answered().await;
                shop.order.cast(&shop.me, Word::Paid);
                let answers = [
                    ("warehouse: recall, attempt 1", Some(Word::Released)),
                    ("payment: refund, attempt 1", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ];
                shop.play(&answers).await;
                shop.answered().await;
            }));
            t.beam_section(BEAM, "cancel");
        });
    }

    #[test]
    fn a_parcel_on_its_way_is_not_refunded() {
        check("cancel_lost", |t| {
            t.run(shop(|mut shop| async move {
                shop.play(&[("payment: charge, attempt 1", Some(Word::Paid))]).await;
                shop.until("warehouse: ship, attempt 1").await;
                shop.ask(Ask::Cancel).await;
                let answers =
                    [("warehouse: recall, attempt 1", Some(Word::Shipped)), ("  recalling -> shipped", None)];
                shop.play(&answers).await;
                shop.answered().await;
                shop.ask(Ask::Cancel).await;
                shop.answered().await;
            }));
            let refunds = t.lines().iter().any(|line| line == "  recalling -> refunding");
            t.suspect_if(refunds, "ships_and_refunds");
            compare(t, "too_late");
        });
    }
}

mod deadline {
    use super::*;

    #[test]
    fn the_deadline_runs_on_through_all_states() {
        check("deadline_moves", |t| {
            t.run(shop(|mut shop| async move {
                shop.until("payment: charge, attempt 3").await;
                sleep(FIRST * 3).await;
                shop.tell(&Word::Paid);
                let answers = [
                    ("warehouse: recall, attempt 1", Some(Word::Released)),
                    ("payment: refund, attempt 1", Some(Word::Refunded)),
                    ("  refunding -> cancelled", None),
                ];
                shop.play(&answers).await;
            }));
            compare(t, "deadline");
        });
    }

    #[test]
    fn it_does_not_disturb_an_order_that_is_done() {
        check("deadline_moves", |t| {
            t.run(shop(|mut shop| async move {
                let answers = [
                    ("payment: charge, attempt 1", Some(Word::Paid)),
                    ("warehouse: ship, attempt 1", Some(Word::Shipped)),
                    ("  authorized -> shipped", None),
                ];
                shop.play(&answers).await;
                sleep(DEADLINE * 2).await;
                let state = shop.order.state(&mut shop.me).await.unwrap_or_default();
                shop.say(state.split(';').next().unwrap_or_default());
            }));
            t.suspect_if(t.lines().len() < 7, "never_retries");
            assert_eq!(t.lines().last().map(String::as_str), Some("Shipped"));
        });
    }
}
