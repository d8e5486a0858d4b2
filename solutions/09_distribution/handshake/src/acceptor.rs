//! The side that was called.
//!
//! It hears a name, says how it stands with that node, puts a challenge, and believes the other side when that is
//! answered. Who fails here learns nothing but that the connection is closed.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: Distribution Handshake". Chapter: `distribution`.

use crate::digest::digest;
use crate::step::{Action, Fact, Identity, Peer, Standing};
use crate::{Refusal, flags, words};

/// The handshake, as who was called sees it.
pub struct Acceptor {
    own: Identity,
    cookie: String,
    challenge: u32,
    waits_for: Waits,
}

enum Waits {
    Name,
    Judgement(Peer),
    /// The other side says whether the old connection is dead.
    Alive(Peer),
    Reply(Peer),
    Nothing,
}

impl Acceptor {
    /// Waits for a name. The `challenge` must be one that nobody can guess.
    #[must_use]
    pub fn new(own: Identity, cookie: &str, challenge: u32) -> Self {
        Self { own, cookie: cookie.to_owned(), challenge, waits_for: Waits::Name }
    }

    /// Takes one fact and says what follows from it.
    #[must_use]
    pub fn step(&mut self, fact: Fact) -> Vec<Action> {
        let waited = std::mem::replace(&mut self.waits_for, Waits::Nothing);
        let done = match (waited, fact) {
            (Waits::Name, Fact::Came(frame)) => self.named(&frame),
            (Waits::Judgement(peer), Fact::Judged(standing)) => self.judged(peer, standing),
            (Waits::Alive(peer), Fact::Came(frame)) => self.alive(peer, &frame),
            (Waits::Reply(peer), Fact::Came(frame)) => self.replied(peer, &frame),
            _ => Ok(Vec::new()),
        };
        done.unwrap_or_else(|refusal| vec![Action::Close(refusal)])
    }

    /// Asks how we stand with that node.
    fn named(&mut self, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let peer = words::read_name(frame)?;
        flags::check(&peer)?;
        let judge = Action::Judge { name: peer.name.clone(), flags: peer.flags };
        self.waits_for = Waits::Judgement(peer);
        Ok(vec![judge])
    }

    // ANCHOR: judged
    /// Of two attempts at the same time one survives: that of the greater name.
    fn judged(&mut self, peer: Peer, standing: Standing) -> Result<Vec<Action>, Refusal> {
        let said = |word: &str| Action::Send(words::status(word));
        match standing {
            Standing::Unknown => Ok(self.challenge(peer, vec![said("ok")])),
            Standing::Connecting if peer.name > self.own.name => {
                Ok(self.challenge(peer, vec![Action::DropOwnAttempt, said("ok_simultaneous")]))
            }
            Standing::Connecting => Ok(vec![said("nok"), Action::Close(Refusal::Simultaneous(peer.name))]),
            Standing::Connected => {
                self.waits_for = Waits::Alive(peer);
                Ok(vec![said("alive")])
            }
            Standing::NotAllowed => Ok(vec![said("not_allowed"), Action::Close(Refusal::Refused(peer.name))]),
        }
    }
    // ANCHOR_END: judged

    /// Puts the challenge.
    fn challenge(&mut self, peer: Peer, mut before: Vec<Action>) -> Vec<Action> {
        before.push(Action::Send(words::challenge(&self.own, self.challenge)));
        self.waits_for = Waits::Reply(peer);
        before
    }

    /// The other side knows whether the old connection is dead.
    fn alive(&mut self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        match words::read_status(frame)? {
            "true" => Ok(self.challenge(peer, vec![Action::DropOld])),
            _ => Err(Refusal::Simultaneous(peer.name)),
        }
    }

    // ANCHOR: replied
    /// Believes the other side if it knows the cookie, and shows that we know it.
    fn replied(&self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let (challenge, answer) = words::read_reply(frame)?;
        if answer != digest(&self.cookie, self.challenge) {
            return Err(Refusal::WrongCookie(peer.name));
        }
        Ok(vec![Action::Send(words::ack(digest(&self.cookie, challenge))), Action::Done(peer)])
    }
    // ANCHOR_END: replied
}
