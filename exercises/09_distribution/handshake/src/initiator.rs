//! The side that has opened the connection.
//!
//! It says its name, hears a status and a challenge, answers the challenge with one of its own, and believes the
//! other side when that is answered.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Distribution Handshake". Chapter: `distribution`.

use crate::digest::digest;
use crate::step::{Action, Fact, Identity, Peer};
use crate::{Refusal, flags, words};

/// The handshake, as who connects sees it.
pub struct Initiator {
    own: Identity,
    to: String,
    cookie: String,
    challenge: u32,
    waits_for: Waits,
}

enum Waits {
    Opened,
    Status,
    Challenge,
    Ack(Peer),
    Nothing,
}

impl Initiator {
    /// Connects to the node `to`. The `challenge` must be one that nobody can guess.
    #[must_use]
    pub fn new(own: Identity, to: &str, cookie: &str, challenge: u32) -> Self {
        Self { own, to: to.to_owned(), cookie: cookie.to_owned(), challenge, waits_for: Waits::Opened }
    }

    /// Takes one fact and says what follows from it.
    #[must_use]
    pub fn step(&mut self, fact: Fact) -> Vec<Action> {
        let done = match (std::mem::replace(&mut self.waits_for, Waits::Nothing), fact) {
            (Waits::Opened, Fact::Opened) => {
                self.waits_for = Waits::Status;
                Ok(vec![Action::Send(words::name(&self.own))])
            }
            (Waits::Status, Fact::Came(frame)) => self.status(&frame),
            (Waits::Challenge, Fact::Came(frame)) => self.challenged(&frame),
            (Waits::Ack(peer), Fact::Came(frame)) => self.acknowledged(peer, &frame),
            (Waits::Nothing, _) => Ok(Vec::new()),
            (_, Fact::Came(frame)) => Err(words::unexpected("no frame yet", &frame)),
            (waits_for, _) => {
                self.waits_for = waits_for;
                Ok(Vec::new())
            }
        };
        done.unwrap_or_else(|refusal| vec![Action::Close(refusal)])
    }

    /// Whether the other side lets us go on.
    fn status(&mut self, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let answer = match words::read_status(frame)? {
            "ok" | "ok_simultaneous" => Vec::new(),
            // It takes an old connection for alive; that we are here shows that it is not.
            "alive" => vec![Action::Send(words::status("true"))],
            "nok" => return Err(Refusal::Simultaneous(self.to.clone())),
            "not_allowed" => return Err(Refusal::NotAllowed(self.to.clone())),
            _ => return Err(words::unexpected("a status", frame)),
        };
        self.waits_for = Waits::Challenge;
        Ok(answer)
    }

    /// Answers the challenge, and puts one.
    fn challenged(&mut self, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let (peer, challenge) = words::read_challenge(frame)?;
        if peer.name != self.to {
            return Err(Refusal::OtherNode { expected: self.to.clone(), found: peer.name });
        }
        flags::check(&peer)?;
        self.waits_for = Waits::Ack(peer);
        Ok(vec![Action::Send(words::reply(self.challenge, digest(&self.cookie, challenge)))])
    }

    /// Believes the other side if it knows the cookie.
    fn acknowledged(&self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        if words::read_ack(frame)? != digest(&self.cookie, self.challenge) {
            return Err(Refusal::WrongCookie(peer.name));
        }
        Ok(vec![Action::Done(peer)])
    }
}
