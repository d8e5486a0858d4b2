//! Bare tokio: a task with an unbounded channel. What every Rust peer is built on, without names, links or timeouts.

use tokio::sync::{mpsc, oneshot};

use super::{Spawning, clock, started, warm_up};
use crate::work::Sample;

enum Message {
    Add(u64),
    Get(oneshot::Sender<u64>),
}

pub async fn spawn(n: usize) -> Sample {
    let spawning = Spawning::begin();
    let mut senders = Vec::with_capacity(n);
    for _ in 0..n {
        senders.push(server());
    }
    let sample = spawning.all_wait(n).await;
    drop(senders);
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

fn server() -> mpsc::UnboundedSender<Message> {
    let (sender, mut mailbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        started();
        let mut total = 0;
        while let Some(message) = mailbox.recv().await {
            match message {
                Message::Add(n) => total += n,
                Message::Get(reply) => {
                    let _ = reply.send(total);
                }
            }
        }
    });
    sender
}

async fn get(server: &mpsc::UnboundedSender<Message>) -> u64 {
    let (reply, answer) = oneshot::channel();
    let _ = server.send(Message::Get(reply));
    answer.await.expect("the server lives")
}

async fn add(server: &mpsc::UnboundedSender<Message>, n: usize) -> u64 {
    for _ in 0..n {
        let _ = server.send(Message::Add(1));
    }
    get(server).await
}
