//! What is spoken of: what a node does, events and orders.
//!
//! Chapter: `distribution`.

use std::collections::BTreeSet;
use std::time::Duration;

use term::Atom;

// ANCHOR: words
/// Whether a node does its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It answers its clients.
    Active,
    /// It refuses them.
    Paused,
}

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is a connection with this node.
    Up(Atom),
    /// There is none any more.
    Down(Atom),
    /// A node says whom it sees.
    Told {
        /// Which node.
        by: Atom,
        /// Whom.
        sees: BTreeSet<Atom>,
    },
    /// The time has come that was asked for.
    Woken,
}

/// What must be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Say whom we see.
    Tell {
        /// To this node.
        to: Atom,
        /// These.
        sees: BTreeSet<Atom>,
    },
    /// From now on refuse clients.
    Pause,
    /// From now on answer them.
    GoOn,
    /// Send `Woken` at this time.
    WakeAt(Duration),
}

/// How the sight of anybody has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Nothing,
    /// Somebody sees somebody more.
    More,
    /// Somebody sees somebody no more.
    Less,
}
// ANCHOR_END: words
