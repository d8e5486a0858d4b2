//! Charts and pictures of real simulated runs: the same seed draws the same picture.

use std::time::Duration;

use harness::{World, sim};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use trace::{ChartOptions, Event, Kind, chart, here, svg};

/// Two workers answer one client after different waits; the second gives up.
async fn asked_twice(world: World) {
    let trace = world.tracer();
    let tell = move |process: &str, kind: Kind| {
        trace(Event { at: 0, process: process.to_owned(), kind, source: Some(here()) });
    };
    let (reply, mut replies) = unbounded_channel();
    for (name, wait) in [("fast", 10), ("slow", 50)] {
        let (ask, asked) = unbounded_channel::<&'static str>();
        tell("client", Kind::Spawn { child: name.to_owned() });
        world.spawn(worker(name, wait, asked, reply.clone(), world.clone()));
        tell("client", Kind::Send { to: name.to_owned(), label: "ask".to_owned() });
        ask.send("ask").expect("the worker waits");
    }
    for _ in 0..2 {
        let (from, answer) = replies.recv().await.expect("both workers answer");
        let label = format!("{answer}");
        tell("client", Kind::Receive { from: Some(from.to_owned()), label });
        world.say("client", format!("{from} says {answer}"));
    }
}

async fn worker(
    name: &'static str,
    wait: u64,
    mut asked: UnboundedReceiver<&'static str>,
    reply: UnboundedSender<(&'static str, u64)>,
    world: World,
) {
    let trace = world.tracer();
    let tell = |kind: Kind| trace(Event { at: 0, process: name.to_owned(), kind, source: None });
    let label = asked.recv().await.expect("the client asks").to_owned();
    tell(Kind::Receive { from: Some("client".to_owned()), label });
    tokio::time::sleep(Duration::from_millis(wait)).await;
    tell(Kind::Send { to: "client".to_owned(), label: wait.to_string() });
    let _ = reply.send((name, wait));
    tell(Kind::Exit { reason: "normal".to_owned() });
}

#[test]
fn a_simulated_run_has_a_chart_and_a_picture() {
    let run = sim(1, asked_twice);
    insta::assert_snapshot!("chart", chart(&run.events, &ChartOptions::default()));
    insta::assert_snapshot!("picture", svg(&run.events, "Two workers, one client"));
}

#[test]
fn the_same_seed_draws_the_same() {
    for seed in 0..20 {
        let draw = |events: &[Event]| (chart(events, &ChartOptions::default()), svg(events, "t"));
        assert_eq!(draw(&sim(seed, asked_twice).events), draw(&sim(seed, asked_twice).events));
    }
}
