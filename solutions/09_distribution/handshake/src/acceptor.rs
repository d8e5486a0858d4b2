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
    /// The answer to the challenge, before anything is ended for the sake of this node.
    Reply(Peer, Option<Action>),
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
        // ANCHOR: step
        let done = match (std::mem::replace(&mut self.waits_for, Waits::Nothing), fact) {
            (Waits::Name, Fact::Came(frame)) => self.named(&frame),
            (Waits::Judgement(peer), Fact::Judged(standing)) => Ok(self.judged(peer, standing)),
            (Waits::Alive(peer), Fact::Came(frame)) => self.alive(peer, &frame),
            (Waits::Reply(peer, drop), Fact::Came(frame)) => self.replied(peer, drop, &frame),
            (Waits::Nothing, _) => Ok(Vec::new()),
            (_, Fact::Came(frame)) => Err(words::unexpected("no frame yet", &frame)),
            (waits_for, _) => {
                self.waits_for = waits_for;
                Ok(Vec::new())
            }
        };
        // ANCHOR_END: step
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
            Standing::Unknown => vec![said("ok"), self.challenge(peer, None)],
            Standing::NotAllowed => vec![said("not_allowed"), Action::Close(Refusal::Refused(peer.name))],
            // ANCHOR: cut_statuses
            Standing::Connecting if peer.name > self.own.name => {
                vec![said("ok_simultaneous"), self.challenge(peer, Some(Action::DropOwnAttempt))]
            }
            Standing::Connecting => vec![said("nok"), Action::Close(Refusal::Simultaneous(peer.name))],
            // ANCHOR_END: cut_statuses => // TODO: whose attempt goes on? One of them says `ok_simultaneous`, the other `nok`
            // ANCHOR_END: cut_statuses => Standing::Connecting => {
            // ANCHOR_END: cut_statuses =>     todo!("statuses: of two attempts one survives")
            // ANCHOR_END: cut_statuses => }
            Standing::Connected => {
                self.waits_for = Waits::Alive(peer);
                vec![said("alive")]
            }
        }
    }

    /// Puts the challenge; once it is answered, `drop` is done.
    fn challenge(&mut self, peer: Peer, drop: Option<Action>) -> Action {
        self.waits_for = Waits::Reply(peer, drop);
        Action::Send(words::challenge(&self.own, self.challenge))
    }

    /// The other side knows whether the old connection is dead.
    fn alive(&mut self, peer: Peer, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        match words::read_status(frame)? {
            // ANCHOR: cut_alive
            "true" => Ok(vec![self.challenge(peer, Some(Action::DropOld))]),
            "false" => Err(Refusal::StillConnected(peer.name)),
            // ANCHOR_END: cut_alive => // TODO: `true`, and the new connection may take the place of the old one; or `false`
            // ANCHOR_END: cut_alive => "true" | "false" => {
            // ANCHOR_END: cut_alive =>     let _ = peer;
            // ANCHOR_END: cut_alive =>     todo!("alive: does the old connection go?")
            // ANCHOR_END: cut_alive => }
            _ => Err(words::unexpected("`true` or `false`", frame)),
        }
    }

    /// Believes the other side if it knows the cookie, and shows that we know it.
    ///
    /// Only now does anything end for its sake: anybody can say a name.
    fn replied(&self, peer: Peer, drop: Option<Action>, frame: &[u8]) -> Result<Vec<Action>, Refusal> {
        let (challenge, answer) = words::read_reply(frame)?;
        // ANCHOR: cut_acceptor
        if answer != digest(&self.cookie, self.challenge) {
            return Err(Refusal::WrongCookie(peer.name));
        }
        let ack = Action::Send(words::ack(digest(&self.cookie, challenge)));
        Ok(drop.into_iter().chain([ack, Action::Done(peer)]).collect())
        // ANCHOR_END: cut_acceptor => // TODO: is `answer` the one to our challenge? Only then does `drop` happen, is
        // ANCHOR_END: cut_acceptor => // their `challenge` answered with an `ack`, and are we done
        // ANCHOR_END: cut_acceptor => let _ = (peer, drop, challenge, answer, digest, &self.cookie, words::ack);
        // ANCHOR_END: cut_acceptor => todo!("acceptor: no trust before the proof")
    }
}
