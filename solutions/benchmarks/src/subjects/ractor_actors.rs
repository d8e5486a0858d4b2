//! ractor 0.16 with its defaults.

use ractor::{Actor, ActorProcessingErr, ActorRef, RpcReplyPort};

use super::{Spawning, clock, started, warm_up};
use crate::work::Sample;

struct Counter;

enum Message {
    Add(u64),
    Get(RpcReplyPort<u64>),
}

impl Actor for Counter {
    type Msg = Message;
    type State = u64;
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<Message>, (): ()) -> Result<u64, ActorProcessingErr> {
        Ok(0)
    }

    async fn post_start(&self, _: ActorRef<Message>, _: &mut u64) -> Result<(), ActorProcessingErr> {
        started();
        Ok(())
    }

    async fn handle(
        &self,
        _: ActorRef<Message>,
        message: Message,
        total: &mut u64,
    ) -> Result<(), ActorProcessingErr> {
        match message {
            Message::Add(n) => *total += n,
            Message::Get(reply) => reply.send(*total)?,
        }
        Ok(())
    }
}

pub async fn spawn(n: usize) -> Sample {
    let spawning = Spawning::begin();
    let mut actors = Vec::with_capacity(n);
    for _ in 0..n {
        actors.push(server().await);
    }
    let sample = spawning.all_wait(n).await;
    drop(actors);
    sample
}

pub async fn call(n: usize) -> Sample {
    let server = server().await;
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
    let server = server().await;
    let warm = warm_up(n);
    add(&server, warm).await;
    let start = clock();
    let total = add(&server, n).await;
    assert_eq!(total, (n + warm) as u64);
    Sample::new(start.elapsed())
}

async fn server() -> ActorRef<Message> {
    let (actor, _) = Actor::spawn(None, Counter, ()).await.expect("the actor starts");
    actor
}

async fn get(server: &ActorRef<Message>) -> u64 {
    server.call(Message::Get, None).await.expect("the actor lives").expect("the actor answers")
}

async fn add(server: &ActorRef<Message>, n: usize) -> u64 {
    for _ in 0..n {
        server.cast(Message::Add(1)).expect("the actor lives");
    }
    get(server).await
}
