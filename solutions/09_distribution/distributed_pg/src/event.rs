//! What a scope hears, what it orders, and what scopes say to each other.
//!
//! Source: OTP, `pg`. Chapter: `distribution`.

use process::Pid;
use term::{Atom, Term};

// ANCHOR: words
/// What one scope says to the same scope on another node. The sender is always named with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Who is there?
    Discover,
    /// These groups have members here; others have none.
    Sync(Vec<(Term, Vec<Pid>)>),
    /// These processes of mine have joined, each once for each time it is named.
    Join(Term, Vec<Pid>),
    /// Each of these processes of mine has left each of these groups, once for each time the group is named.
    Leave(Vec<Pid>, Vec<Term>),
}

/// What has happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A connection with this node stands.
    NodeUp(Atom),
    /// The scope of another node has said something.
    Said(Pid, Word),
    /// A scope that [`Action::MonitorPeer`] named has ended, or the connection with its node has.
    PeerDown(Pid),
    /// Something on this node, as the groups of one node know it.
    Here(pg::core::Event),
}

/// What the shell has to do now, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Say [`Word::Discover`] to whoever has our name on this node. Perhaps nobody has.
    Discover(Atom),
    /// Say something to a scope. If the connection is lost, it is not made for that.
    Tell(Pid, Word),
    /// Watch this scope from now on; its end comes back as [`Event::PeerDown`].
    MonitorPeer(Pid),
    /// What the groups of one node order.
    Here(pg::core::Action),
}
// ANCHOR_END: words
