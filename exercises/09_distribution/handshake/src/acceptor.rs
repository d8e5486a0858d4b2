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
    Reply(Peer, Replaces),
    Nothing,
}

/// What the new connection takes the place of, once the other side has proved who it is.
enum Replaces {
    Nothing,
    OwnAttempt,
    Old,
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
        let done = match (std::mem::replace(&mut self.waits_for, Waits::Nothing), fact) {
            (Waits::Name, Fact::Came(frame)) => self.named(&frame),
            (Waits::Judgement(peer), Fact::Judged(standing)) => Ok(self.judged(peer, standing)),
            (Waits::Alive(peer), Fact::Came(frame)) => self.alive(peer, &frame),
            (Waits::Reply(peer, replaces), Fact::Came(frame)) => self.replied(peer, replaces, &frame),
            (Waits::Nothing, _) => Ok(Vec::new()),
            (_, Fact::Came(frame)) => Err(words::unexpected("no frame yet", &frame)),
            (waits_for, _) => {
                self.waits_for = waits_for;
                Ok(Vec::new())
            }
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

    /// Of two attempts at the same time one survives: that of the greater name.
    fn judged(&mut self, peer: Peer, standing: Standing) -> Vec<Action> {
        let said = |word: &str| Action::Send(words::status(word));
        match standing {
            Standing::Unknown => vec![said("ok"), self.challenge(peer, Replaces::Nothing)],
            Standing::Connecting if peer.name > self.own.name => {
                vec![said("ok_simultaneous"), self.challenge(peer, Replaces::OwnAttempt)]
            }
            Standing::Connecting => vec![said("nok"), Action::Close(Refusal::Simultaneous(peer.name))],
            Standing::Connected => {
                self.waits_for = Waits::Alive(peer);
                vec![said("alive")]
            }
            Standing::NotAllowed => vec![said("not_allowed"), Action::Close(Refusal::Refused(peer.name))],
        }
    }

    /// Puts the challenge.
    fn challenge(&mut self, peer: Peer, replaces: Replaces) -> Action {
        self.waits_for = Waits::Reply(peer, replaces);
        Action::Send(words::challenge(&self.own, self.challenge))
    }

    /// The other side knows whether the old connection is dead.
    fn alive(&mut self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        match words::read_status(frame)? {
            "true" => Ok(vec![self.challenge(peer, Replaces::Old)]),
            "false" => Err(Refusal::StillConnected(peer.name)),
            _ => Err(words::unexpected("`true` or `false`", frame)),
        }
    }

    /// Believes the other side if it knows the cookie, and shows that we know it.
    ///
    /// Only now does anything end for its sake: anybody can say a name.
    fn replied(&self, peer: Peer, replaces: Replaces, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let (challenge, answer) = words::read_reply(frame)?;
        if answer != digest(&self.cookie, self.challenge) {
            return Err(Refusal::WrongCookie(peer.name));
        }
        let dropped = match replaces {
            Replaces::Nothing => None,
            Replaces::OwnAttempt => Some(Action::DropOwnAttempt),
            Replaces::Old => Some(Action::DropOld),
        };
        let ack = Action::Send(words::ack(digest(&self.cookie, challenge)));
        Ok(dropped.into_iter().chain([ack, Action::Done(peer)]).collect())
    }
}
