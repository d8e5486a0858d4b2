//! A peer that is no node of ours: it can say whatever it likes.

use handshake::{Action, Fact, Identity, Initiator, flags};
use network::Stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A node that knows the cookie, and then sends what no node sends.
pub async fn known(mut stream: Stream, name: &str) -> Stream {
    let identity = Identity { name: name.to_owned(), flags: flags::VISIBLE, creation: 1 };
    let mut side = Initiator::new(identity, "a@alpha", "secret", 42);
    let mut actions = side.step(Fact::Opened);
    loop {
        for action in actions {
            match action {
                Action::Send(frame) => {
                    let length = u16::try_from(frame.len()).expect("a short frame").to_be_bytes();
                    stream.write_all(&[&length, &frame[..]].concat()).await.expect("a reads");
                }
                Action::Done(_) => return stream,
                other => panic!("refused: {other:?}"),
            }
        }
        let length = stream.read_u16().await.expect("a answers");
        let mut frame = vec![0; usize::from(length)];
        stream.read_exact(&mut frame).await.expect("a answers");
        actions = side.step(Fact::Came(frame));
    }
}
