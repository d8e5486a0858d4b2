//! The counter of the page "three servers", by hand in Rust: a task, a channel in, a channel back.
//!
//! `cargo run -q -p responsiveness --example counter`

use tokio::sync::{mpsc, oneshot};

// ANCHOR: server
enum Message {
    Increment,
    Value(oneshot::Sender<u64>),
}

fn start() -> mpsc::UnboundedSender<Message> {
    let (server, mut mailbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut n = 0;
        while let Some(message) = mailbox.recv().await {
            match message {
                Message::Increment => n += 1,
                Message::Value(reply) => drop(reply.send(n)),
            }
        }
    });
    server
}
// ANCHOR_END: server

// ANCHOR: client
async fn value(server: &mpsc::UnboundedSender<Message>) -> Option<u64> {
    let (reply, answer) = oneshot::channel();
    server.send(Message::Value(reply)).ok()?;
    answer.await.ok()
}
// ANCHOR_END: client

async fn transcript() -> Vec<String> {
    let server = start();
    let mut lines = vec![format!("at first: {}", value(&server).await.expect("the server runs"))];
    for _ in 0..2 {
        server.send(Message::Increment).expect("the server runs");
    }
    lines.push(format!("after two casts: {}", value(&server).await.expect("the server runs")));
    lines
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    transcript().await.iter().for_each(|line| println!("{line}"));
}

#[cfg(test)]
mod tests {
    /// What the three servers on the BEAM printed.
    const BEAM: &str = include_str!("../../../../exercises/01_beam_model/pipeline/servers.out");

    #[tokio::test]
    async fn it_says_what_the_servers_on_the_beam_say() {
        let expected: Vec<_> = BEAM.lines().skip_while(|line| !line.starts_with("-- counter.ex,")).collect();
        assert_eq!(super::transcript().await, expected[1..3]);
    }
}
