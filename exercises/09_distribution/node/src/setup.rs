//! The handshake over a stream: the pure cores of `handshake`, fed with frames.
//!
//! Chapter: `distribution`.

use std::io;
use std::time::Duration;

use handshake::{Acceptor, Action, Fact, Initiator, Peer, Refusal, Standing};
use network::Stream;
use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// How long a handshake may take: `net_setuptime`.
pub const SETUP_TIME: Duration = Duration::from_secs(7);

/// Why a handshake came to nothing.
#[derive(Debug, Error)]
pub enum SetupError {
    /// One side said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The stream broke; mostly the other side has another cookie and says nothing about it.
    #[error("the other side closed the connection during the handshake: does it have the same cookie?")]
    Closed,
    /// It took too long.
    #[error("the handshake took longer than {} seconds", SETUP_TIME.as_secs())]
    TooLong,
}

impl From<io::Error> for SetupError {
    fn from(_: io::Error) -> Self {
        Self::Closed
    }
}

/// What the side that was called must decide.
pub trait Doorkeeper: Send {
    /// A node has said its name.
    fn judge(&mut self, name: &str) -> Standing;
    /// Our own attempt gives way to this call.
    fn drop_own_attempt(&mut self, name: &str);
    /// The old connection with this node is dead.
    fn drop_old(&mut self, name: &str);
}

/// Calls: the side that has opened the stream.
///
/// # Errors
/// [`SetupError`].
pub async fn call(mut side: Initiator, stream: &mut Stream) -> Result<Peer, SetupError> {
    let talk = async {
        let mut actions = side.step(Fact::Opened);
        loop {
            for action in actions {
                match action {
                    Action::Send(frame) => send(stream, &frame).await?,
                    Action::Done(peer) => return Ok(peer),
                    Action::Close(refusal) => return Err(refusal.into()),
                    Action::Judge { .. } | Action::DropOwnAttempt | Action::DropOld => {}
                }
            }
            actions = side.step(Fact::Came(frame(stream).await?));
        }
    };
    timeout(SETUP_TIME, talk).await.unwrap_or(Err(SetupError::TooLong))
}

/// Is called: the side that has accepted the stream.
///
/// # Errors
/// [`SetupError`].
pub async fn answer(
    mut side: Acceptor,
    stream: &mut Stream,
    keeper: &mut impl Doorkeeper,
) -> Result<Peer, SetupError> {
    let talk = async {
        let mut peer = String::new();
        let mut actions = side.step(Fact::Came(frame(stream).await?));
        loop {
            let mut judged = None;
            for action in actions {
                match action {
                    Action::Send(frame) => send(stream, &frame).await?,
                    Action::Judge { name, .. } => {
                        judged = Some(keeper.judge(&name));
                        peer = name;
                    }
                    Action::DropOwnAttempt => keeper.drop_own_attempt(&peer),
                    Action::DropOld => keeper.drop_old(&peer),
                    Action::Done(peer) => return Ok(peer),
                    Action::Close(refusal) => return Err(refusal.into()),
                }
            }
            let fact = match judged {
                Some(standing) => Fact::Judged(standing),
                None => Fact::Came(frame(stream).await?),
            };
            actions = side.step(fact);
        }
    };
    timeout(SETUP_TIME, talk).await.unwrap_or(Err(SetupError::TooLong))
}

async fn send(stream: &mut Stream, frame: &[u8]) -> io::Result<()> {
    let length = u16::try_from(frame.len()).map_err(|_| io::ErrorKind::InvalidData)?;
    stream.write_all(&[&length.to_be_bytes(), frame].concat()).await?;
    stream.flush().await
}

async fn frame(stream: &mut Stream) -> io::Result<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).await?;
    let mut frame = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut frame).await?;
    Ok(frame)
}
