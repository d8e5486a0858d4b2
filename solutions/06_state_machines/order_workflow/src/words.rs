//! What an order hears, and what it asks of others.
//!
//! Every request carries the number of the order and which attempt it is. A service that is asked twice does it once,
//! and answers again: without that promise nobody may repeat anything.
//!
//! Chapter: `state_machines`.

use std::fmt;

// ANCHOR: state
/// What an order waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// For the money.
    Pending,
    /// For the warehouse: the money is there.
    Authorized,
    /// For the warehouse to say whether it could still be stopped.
    Recalling,
    /// For the money to be given back.
    Refunding,
    /// For nothing: it is on its way.
    Shipped,
    /// For nothing: it will not come, and costs nothing.
    Cancelled,
}
// ANCHOR_END: state

// ANCHOR: words
/// What the services say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Payment: the money is there.
    Paid,
    /// Payment: there will be none, and none was taken.
    Declined,
    /// Payment: it is given back, or was never taken.
    Refunded,
    /// Warehouse: it is on its way, and cannot be stopped.
    Shipped,
    /// Warehouse: there is nothing to ship.
    OutOfStock,
    /// Warehouse: it is stopped.
    Released,
}

/// What a customer asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// In which state is it?
    Status,
    /// I do not want it any more. The answer comes when it is certain: shipped or cancelled.
    Cancel,
}

/// What the services are asked; the number says which attempt it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the states say")]
pub enum Request {
    Charge(u32),
    Ship(u32),
    Recall(u32),
    Refund(u32),
}
// ANCHOR_END: words

/// An entry of the transition log.
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "two states")]
pub struct Moved {
    pub from: State,
    pub to: State,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Recalling => "recalling",
            Self::Refunding => "refunding",
            Self::Shipped => "shipped",
            Self::Cancelled => "cancelled",
        })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Charge(attempt) => write!(f, "payment: charge, attempt {attempt}"),
            Self::Ship(attempt) => write!(f, "warehouse: ship, attempt {attempt}"),
            Self::Recall(attempt) => write!(f, "warehouse: recall, attempt {attempt}"),
            Self::Refund(attempt) => write!(f, "payment: refund, attempt {attempt}"),
        }
    }
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {} -> {}", self.from, self.to)
    }
}

impl fmt::Debug for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}", self.from, self.to)
    }
}
