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
            "ok" => Vec::new(),
            // TODO: `ok_simultaneous`, `alive` (it asks: is the old one dead? it is, for we are
            // here), `nok`, `not_allowed`
            "ok_simultaneous" | "alive" | "nok" | "not_allowed" => todo!("statuses: not every answer is ok"),
            _ => return Err(words::unexpected("a status", frame)),
        };
        self.waits_for = Waits::Challenge;
        Ok(answer)
    }

    /// Answers the challenge, and puts one.
    fn challenged(&mut self, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let (peer, challenge) = words::read_challenge(frame)?;
        // TODO: is it the node we want, and can it do what all must (`flags::check`)? Then answer its
        // challenge, put ours (`words::reply`), and wait for the `Ack`
        let _ = (peer, &self.to, challenge, self.challenge, digest, &self.cookie, flags::check, words::reply, Waits::Ack);
        todo!("initiator: answer and ask")
    }

    /// Believes the other side if it knows the cookie.
    fn acknowledged(&self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let answer = words::read_ack(frame)?;
        // TODO: `answer` must be the one to our challenge
        let _ = (peer, answer);
        todo!("initiator: whom do we believe?")
    }
}
