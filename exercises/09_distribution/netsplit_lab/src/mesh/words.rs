//! What is spoken of: whether overlaps are prevented, what nodes say to each other, events and orders.
//!
//! Chapter: `distribution`.

use term::Atom;

/// Whether overlaps are prevented: `-kernel prevent_overlapping_partitions`, by default `true` since OTP 25.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prevent {
    /// Whoever loses a node tells the others.
    Yes,
    /// Everybody keeps whom they see.
    No,
}

/// What a node says to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// I have lost this node.
    Lost(Atom),
    /// You are to leave me. It is no loss that you would have to report.
    Leave,
}

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is a connection with this node.
    Up(Atom),
    /// There is none any more.
    Down(Atom),
    /// It has said this to us.
    Told {
        /// Who.
        by: Atom,
        /// What.
        word: Word,
    },
}

/// What must be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Say this to that node.
    Tell {
        /// To whom.
        to: Atom,
        /// What.
        word: Word,
    },
    /// End the connection.
    Disconnect(Atom),
}
