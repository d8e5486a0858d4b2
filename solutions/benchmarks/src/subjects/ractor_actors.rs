//! ractor 0.16 with its defaults.

use ractor::{Actor, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};

use super::{CountsItsEnd, Spawning, clock, ending, started, warm_up};
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

struct Parent;

impl Actor for Parent {
    type Msg = ();
    type State = ();
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<()>, (): ()) -> Result<(), ActorProcessingErr> {
        Ok(())
    }

    /// By default a parent ends when a child does.
    async fn handle_supervisor_evt(
        &self,
        _: ActorRef<()>,
        _: SupervisionEvent,
        _: &mut (),
    ) -> Result<(), ActorProcessingErr> {
        Ok(())
    }
}

struct Child;

impl Actor for Child {
    type Msg = ();
    type State = CountsItsEnd;
    type Arguments = ();

    async fn pre_start(&self, _: ActorRef<()>, (): ()) -> Result<CountsItsEnd, ActorProcessingErr> {
        Ok(CountsItsEnd)
    }

    async fn post_start(&self, _: ActorRef<()>, _: &mut CountsItsEnd) -> Result<(), ActorProcessingErr> {
        started();
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

/// Actors that are linked with one parent, which ends them before itself.
pub async fn children(n: usize) -> Sample {
    let (parent, _) = Actor::spawn(None, Parent, ()).await.expect("the parent starts");
    let spawning = Spawning::begin();
    for _ in 0..n {
        Actor::spawn_linked(None, Child, (), parent.get_cell()).await.expect("the child starts");
    }
    let sample = spawning.all_wait(n).await;
    let stop = async {
        parent.stop_children_and_wait(None, None).await;
        parent.stop_and_wait(None, None).await.expect("the parent stops");
    };
    ending(sample, n, stop).await
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
