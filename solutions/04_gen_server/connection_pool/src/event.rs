//! The words in which the ledger speaks with its process: what has happened, and what is to be done.
//!
//! `P` is a process, `T` a ticket. Each checkout has a fresh ticket, made by the client: under it the client can
//! give up, even when it does not know yet whether it was given a connection.

use std::fmt;

// ANCHOR: words
/// One of the N. SHORTCUT: a number; a real pool lends a socket, and has to look whether it still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Connection(pub u32);

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say whose ticket it is")]
pub enum Event<P, T> {
    /// A client asked for a connection.
    CheckoutAsked { ticket: T, client: P },
    /// Somebody gave a connection back, under a ticket of this request's own.
    CheckinAsked { ticket: T, client: P, connection: Connection },
    /// A client no longer waits for what it asked under this ticket.
    CheckoutCancelled { ticket: T },
    /// The client that was monitored under this ticket has ended; its monitor has gone with it.
    ClientEnded { ticket: T },
}

/// What the process must do now, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say whose ticket it is")]
pub enum Action<P, T> {
    /// Watch the client for as long as it waits or holds.
    Monitor { ticket: T, client: P },
    /// Stop watching; what was asked under this ticket is over.
    Demonitor { ticket: T },
    /// Reply with a connection.
    Give { ticket: T, connection: Connection },
    /// Reply that a checkin is accepted.
    Confirm { ticket: T },
    /// Reply that a checkin is refused: this client does not hold this connection.
    Refuse { ticket: T },
}
// ANCHOR_END: words

/// How many connections are where, and how long the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "three counts")]
pub struct Status {
    pub free: usize,
    pub out: usize,
    pub waiting: usize,
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { free, out, waiting } = self;
        write!(f, "{free} free, {out} out, {waiting} waiting")
    }
}
