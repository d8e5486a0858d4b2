//! Checks of `with_ractor`. Each step is a module, each claim a test.
//!
//! ractor starts its own tasks, so there is no trace to draw; the clock stands still and goes on when all wait.

use std::future::Future;
use std::time::Duration;

use harness::check;
use ractor::{Actor, ActorRef};
use with_ractor::{Counter, Failure, Keeper, MAX_RESTARTS, Message, WhoCounts, value};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs actors in one thread on a paused clock.
fn run<T>(main: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime without io always starts").block_on(main)
}

/// A counter that starts at `first`.
async fn counter(first: u64) -> ActorRef<Message> {
    Actor::spawn(None, Counter, first).await.expect("pre_start has no reason to fail").0
}

mod actor {
    use super::*;

    #[test]
    fn what_is_added_is_in_the_value() {
        check("state_not_kept", |t| {
            run(async {
                let counter = counter(40).await;
                for more in [1, 1] {
                    counter.cast(Message::Add(more)).expect("it is alive");
                }
                let value = ractor::call!(counter, Message::Value);
                t.line(format!("value: {}", value.expect("it is alive and replies")));
            });
            t.beam_section(BEAM, "actor");
        });
    }

    #[test]
    fn a_client_that_has_gone_does_not_end_the_counter() {
        check("reply_must_arrive", |t| {
            run(async {
                let counter = counter(40).await;
                let (port, client) = ractor::concurrency::oneshot();
                drop(client);
                counter.cast(Message::Value(port.into())).expect("it is alive");
                let value = ractor::call!(counter, Message::Value);
                t.line(format!("the next client hears {:?}", value.ok()));
            });
            t.expect("transcript", &["the next client hears Some(40)"]);
        });
    }

    #[test]
    fn failing_ends_the_counter() {
        check("failure_swallowed", |t| {
            run(async {
                let (counter, life) =
                    Actor::spawn(None, Counter, 0).await.expect("pre_start has no reason to fail");
                counter.cast(Message::Fail("boom")).expect("it is alive");
                let over = tokio::time::timeout(Duration::from_secs(1), life).await.is_ok();
                t.line(format!("the counter has ended: {over}"));
            });
            t.expect("transcript", &["the counter has ended: true"]);
        });
    }
}

mod call {
    use super::*;

    /// Never replies, and keeps the port of the one who asks.
    struct Silent;

    impl Actor for Silent {
        type Msg = Message;
        type State = Vec<Message>;
        type Arguments = ();

        async fn pre_start(
            &self,
            _: ActorRef<Message>,
            (): (),
        ) -> Result<Vec<Message>, ractor::ActorProcessingErr> {
            Ok(Vec::new())
        }

        async fn handle(
            &self,
            _: ActorRef<Message>,
            message: Message,
            kept: &mut Vec<Message>,
        ) -> Result<(), ractor::ActorProcessingErr> {
            if let Message::Fail(text) = message {
                return Err(text.into());
            }
            kept.push(message);
            Ok(())
        }
    }

    #[test]
    fn a_call_comes_back_with_the_value() {
        check("value_lost", |t| {
            run(async {
                let counter = counter(42).await;
                for limit in [None, Some(Duration::from_secs(1))] {
                    t.line(format!("{:?}", value(&counter, limit).await));
                }
            });
            t.expect("transcript", &["Ok(42)", "Ok(42)"]);
        });
    }

    #[test]
    fn a_reply_that_does_not_come_in_time_is_late() {
        check("limit_ignored", |t| {
            run(async {
                let (silent, _) = Actor::spawn(None, Silent, ()).await.expect("pre_start says ok");
                let asked = tokio::time::Instant::now();
                let limit = Some(Duration::from_secs(1));
                let came = tokio::time::timeout(Duration::from_secs(60), value(&silent, limit)).await;
                let came = came.map_or("nothing".to_owned(), |value| format!("{value:?}"));
                t.line(format!("{came} after {:?}", asked.elapsed()));
            });
            t.suspect_if(t.lines().iter().any(|line| line.starts_with("Err(Gone)")), "late_taken_for_gone");
            t.expect("transcript", &["Err(Late) after 1s"]);
        });
    }

    #[test]
    fn an_actor_that_is_gone_or_goes_is_told_at_once() {
        check("gone_taken_for_late", |t| {
            run(async {
                let (silent, life) = Actor::spawn(None, Silent, ()).await.expect("pre_start says ok");
                let under_way = value(&silent, None);
                let crash = async {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    silent.cast(Message::Fail("boom")).expect("it is alive");
                };
                let (came, ()) = tokio::join!(under_way, crash);
                t.line(format!("crash under way: {came:?}"));
                life.await.expect("an error is no panic");
                t.line(format!("gone: {:?}", value(&silent, None).await));
            });
            t.expect("transcript", &["crash under way: Err(Gone)", "gone: Err(Gone)"]);
        });
    }
}

mod keep {
    use super::*;

    /// The counter that the keeper has now.
    async fn now(keeper: &ActorRef<WhoCounts>) -> Option<ActorRef<Message>> {
        tokio::time::sleep(Duration::from_secs(1)).await; // whatever had to happen has happened
        match keeper.call(WhoCounts, Some(Duration::from_secs(1))).await {
            Ok(ractor::rpc::CallResult::Success(counter)) => Some(counter),
            _ => None,
        }
    }

    #[test]
    fn a_failed_counter_is_started_again_three_times() {
        check("not_restarted", |t| {
            run(async {
                let (keeper, life) = Actor::spawn(None, Keeper, ()).await.expect("pre_start says ok");
                let mut last = now(&keeper).await.expect("the keeper lives");
                for n in 1..=MAX_RESTARTS + 1 {
                    last.cast(Message::Add(7)).expect("it is alive");
                    let _ = last.cast(Message::Fail("boom"));
                    let Some(counter) = now(&keeper).await else { break };
                    let value = value(&counter, Some(Duration::from_secs(1))).await;
                    let value = value.map_or("none".to_owned(), |value| value.to_string());
                    t.line(format!("after failure {n}: a new counter, value {value}"));
                    last = counter;
                }
                let over = tokio::time::timeout(Duration::from_secs(1), life).await.is_ok();
                t.line(if over { "the keeper ends: shutdown" } else { "the keeper goes on" });
                let left = value(&last, None).await;
                t.line(format!("counter left: {}", if left == Err(Failure::Gone) { "nil" } else { "yes" }));
            });
            let lines = t.lines().join("\n");
            t.suspect_if(
                lines.contains("the keeper goes on") && lines.contains("failure 4: a new"),
                "never_gives_up",
            );
            t.suspect_if(lines.contains("value none"), "not_restarted");
            t.beam_section(BEAM, "keep");
        });
    }

    #[test]
    fn a_counter_that_was_stopped_on_purpose_stays_stopped() {
        check("stop_taken_for_failure", |t| {
            run(async {
                let (keeper, _) = Actor::spawn(None, Keeper, ()).await.expect("pre_start says ok");
                let counter = now(&keeper).await.expect("the keeper lives");
                counter.stop(None);
                let after = now(&keeper).await.map(|counter| counter.get_id());
                t.line(format!("the same as before: {}", after == Some(counter.get_id())));
                keeper.stop(None);
            });
            t.expect("transcript", &["the same as before: true"]);
        });
    }

    #[test]
    fn the_counter_goes_with_its_keeper() {
        check("not_restarted", |t| {
            run(async {
                let (keeper, life) = Actor::spawn(None, Keeper, ()).await.expect("pre_start says ok");
                let counter = now(&keeper).await.expect("the keeper lives");
                keeper.stop(None);
                life.await.expect("stopping is no panic");
                tokio::time::sleep(Duration::from_secs(1)).await;
                t.line(format!("the counter after its keeper: {:?}", value(&counter, None).await));
            });
            t.expect("transcript", &["the counter after its keeper: Err(Gone)"]);
        });
    }
}
