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

use crate::address::parts;

/// How long a handshake may take: `net_setuptime`.
pub const SETUP_TIME: Duration = Duration::from_secs(7);

/// How long the length before each frame is. Over TCP a node of the BEAM changes from two bytes to four when the
/// handshake is done; over TLS it begins with four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// `inet_tcp_dist`.
    TwoBytes,
    /// `inet_tls_dist`.
    FourBytes,
}

/// Why a handshake came to nothing.
#[derive(Debug, Error)]
pub enum SetupError {
    /// One side said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The stream broke; mostly the other side has another cookie and says nothing about it.
    #[error("the other side closed the connection during the handshake: does it have the same cookie?")]
    Closed,
    /// The stream says why it broke, as TLS does.
    #[error("the connection broke during the handshake: {0}")]
    Broken(String),
    /// It took too long.
    #[error("the handshake took longer than {} seconds", SETUP_TIME.as_secs())]
    TooLong,
}

impl From<io::Error> for SetupError {
    fn from(cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::InvalidData => Self::Broken(cause.to_string()),
            _ => Self::Closed,
        }
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
pub async fn call(mut side: Initiator, stream: &mut Stream, header: Header) -> Result<Peer, SetupError> {
    let talk = async {
        let mut actions = side.step(Fact::Opened);
        loop {
            for action in actions {
                match action {
                    Action::Send(frame) => send(stream, header, &frame).await?,
                    Action::Done(peer) => return Ok(peer),
                    Action::Close(refusal) => return Err(refusal.into()),
                    Action::Judge { .. } | Action::DropOwnAttempt | Action::DropOld => {}
                }
            }
            actions = side.step(Fact::Came(frame(stream, header).await?));
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
    header: Header,
    keeper: &mut impl Doorkeeper,
) -> Result<Peer, SetupError> {
    let talk = async {
        let mut peer = String::new();
        let mut actions = side.step(Fact::Came(frame(stream, header).await?));
        loop {
            let mut judged = None;
            for action in actions {
                match action {
                    Action::Send(frame) => send(stream, header, &frame).await?,
                    Action::Judge { name, .. } => {
                        let host = parts(&name).map_or("", |(_, host)| host);
                        let may = stream.speaks_for(host);
                        judged = Some(if may { keeper.judge(&name) } else { Standing::NotAllowed });
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
                None => Fact::Came(frame(stream, header).await?),
            };
            actions = side.step(fact);
        }
    };
    timeout(SETUP_TIME, talk).await.unwrap_or(Err(SetupError::TooLong))
}

async fn send(stream: &mut Stream, header: Header, frame: &[u8]) -> io::Result<()> {
    let length = u16::try_from(frame.len()).map_err(|_| io::ErrorKind::InvalidData)?;
    let bytes = match header {
        Header::TwoBytes => [&length.to_be_bytes(), frame].concat(),
        Header::FourBytes => [&u32::from(length).to_be_bytes(), frame].concat(),
    };
    stream.write_all(&bytes).await?;
    stream.flush().await
}

/// No frame of a handshake is long, whatever its header could say.
async fn frame(stream: &mut Stream, header: Header) -> io::Result<Vec<u8>> {
    let length = match header {
        Header::TwoBytes => stream.read_u16().await?,
        Header::FourBytes => {
            u16::try_from(stream.read_u32().await?).map_err(|_| io::ErrorKind::InvalidInput)?
        }
    };
    let mut frame = vec![0; usize::from(length)];
    stream.read_exact(&mut frame).await?;
    Ok(frame)
}
