//! What the accounts are asked and told, and what they answer. Chapter: `gen_server`.

use std::collections::BTreeMap;

/// The name of a customer.
pub type Name = &'static str;

/// Who has how much.
pub type Balances = BTreeMap<Name, u32>;

/// What the accounts are asked.
#[derive(Debug)]
pub enum Ask {
    /// What does this customer have?
    Balance(Name),
    /// Money from one customer to another, if there is enough.
    Transfer {
        /// Who pays.
        from: Name,
        /// Who gets it.
        to: Name,
        /// How much.
        amount: u32,
    },
    /// Everybody's balance, on paper. Writing takes a second for each line.
    Statement,
    /// Money from outside. The reply comes at once; the audit follows, before anything else happens.
    Deposit(Name, u32),
    /// What has been done so far.
    Journal,
}

/// What the accounts answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// What the customer has.
    Balance(u32),
    /// It is done.
    Done,
    /// There was not enough.
    NotCovered,
    /// Line by line.
    Lines(Vec<String>),
}

/// What the accounts are told.
#[derive(Debug)]
pub enum Note {
    /// An audit, please, when it is its turn.
    Audit,
}
