//! kameo 0.22 with an unbounded mailbox, as all the others have.

use std::convert::Infallible;

use kameo::Actor;
use kameo::actor::{ActorRef, Spawn};
use kameo::mailbox;
use kameo::message::{Context, Message};

use super::{Spawning, clock, started, warm_up};
use crate::work::Sample;

struct Counter(u64);

struct Add(u64);

struct Get;

impl Actor for Counter {
    type Args = ();
    type Error = Infallible;

    async fn on_start((): (), _: ActorRef<Self>) -> Result<Self, Infallible> {
        started();
        Ok(Self(0))
    }
}

impl Message<Add> for Counter {
    type Reply = ();

    async fn handle(&mut self, Add(n): Add, _: &mut Context<Self, ()>) {
        self.0 += n;
    }
}

impl Message<Get> for Counter {
    type Reply = u64;

    async fn handle(&mut self, _: Get, _: &mut Context<Self, u64>) -> u64 {
        self.0
    }
}

pub async fn spawn(n: usize) -> Sample {
    let spawning = Spawning::begin();
    let mut actors = Vec::with_capacity(n);
    for _ in 0..n {
        actors.push(server());
    }
    let sample = spawning.all_wait(n).await;
    drop(actors);
    sample
}

pub async fn call(n: usize) -> Sample {
    let server = server();
    for _ in 0..warm_up(n) {
        get(&server).await;
    }
    let start = clock();
    for _ in 0..n {
        get(&server).await;
    }
    Sample::new(start.elapsed())
}

pub async fn cast(n: usize) -> Sample {
    let server = server();
    let warm = warm_up(n);
    add(&server, warm).await;
    let start = clock();
    let total = add(&server, n).await;
    assert_eq!(total, (n + warm) as u64);
    Sample::new(start.elapsed())
}

fn server() -> ActorRef<Counter> {
    Counter::spawn_with_mailbox((), mailbox::unbounded())
}

async fn get(server: &ActorRef<Counter>) -> u64 {
    server.ask(Get).await.expect("the actor answers")
}

async fn add(server: &ActorRef<Counter>, n: usize) -> u64 {
    for _ in 0..n {
        server.tell(Add(1)).await.expect("the actor lives");
    }
    get(server).await
}
