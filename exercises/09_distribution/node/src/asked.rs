//! What a `GenServer` gets from another node: requests and casts, as terms.
//!
//! A request carries whom to answer, and a tag under which the caller waits. A tag `[:alias | reference]` means:
//! send to the reference, which nobody answers any more once the caller has given up.
//!
//! Source: OTP, `gen.erl`; `erlang:monitor/3`, `alias`. Chapter: `distribution`.

use std::sync::LazyLock;

use process::Pid;
use term::{Atom, List, Reference, Term};

/// Words of every call: looked up once, not in the table of atoms each time.
static GEN_CALL: LazyLock<Atom> = LazyLock::new(|| Atom::new("$gen_call"));
static ALIAS: LazyLock<Atom> = LazyLock::new(|| Atom::new("alias"));

/// A message, as a server looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GenMessage {
    /// `{'$gen_call', From, Request}`.
    Call(Asked, Term),
    /// `{'$gen_cast', Message}`.
    Cast(Term),
    /// Anything else.
    Info(Term),
}

impl GenMessage {
    /// What this message is for a server.
    #[must_use]
    pub fn of(message: Term) -> Self {
        match message.as_tuple() {
            Some([call, from, request]) if call.is_atom("$gen_call") => match Asked::of(from) {
                Some(asked) => Self::Call(asked, request.clone()),
                None => Self::Info(message),
            },
            Some([cast, message]) if cast.is_atom("$gen_cast") => Self::Cast(message.clone()),
            _ => Self::Info(message),
        }
    }
}

/// Who waits for an answer: `From`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The process that asks.
    pub pid: Pid,
    /// Under which it waits.
    pub tag: Term,
}

impl Asked {
    fn of(from: &Term) -> Option<Self> {
        match from.as_tuple()? {
            [process, tag] => Some(Self { pid: process.as_pid()?, tag: tag.clone() }),
            _ => None,
        }
    }

    /// The reference to which the answer goes, if the caller asked so.
    #[must_use]
    pub fn alias(&self) -> Option<&Reference> {
        match &self.tag {
            Term::List(list) => alias_in(list),
            _ => None,
        }
    }

    /// The reference in the tag, with which the caller also watches the server.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        match &self.tag {
            Term::Reference(reference) => Some(reference),
            _ => self.alias(),
        }
    }

    /// The message that answers.
    #[must_use]
    pub fn answer(&self, answer: Term) -> Term {
        Term::tuple([self.tag.clone(), answer])
    }
}

fn alias_in(list: &List) -> Option<&Reference> {
    match (list.items(), list.tail()) {
        ([word], Some(Term::Reference(reference))) if word.is_atom("alias") => Some(reference),
        _ => None,
    }
}

/// A request of ours: the answer comes to this alias.
#[must_use]
pub fn request(me: Pid, alias: &Reference, request: Term) -> Term {
    let tag = Term::list_with_tail(vec![Term::Atom(*ALIAS)], Term::Reference(alias.clone()));
    Term::tuple([Term::Atom(*GEN_CALL), Term::tuple([Term::Pid(me), tag]), request])
}

/// A cast of ours.
#[must_use]
pub fn cast(message: Term) -> Term {
    Term::tuple([Term::Atom(Atom::new("$gen_cast")), message])
}
