//! What a new table is asked to be.

use process::Pid;
use term::Term;

/// How many rows a key may have, and in which order the keys stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One row for each key; keys are the same by `=:=`.
    Set,
    /// One row for each key; keys are the same by `==`, and stand in term order.
    OrderedSet,
    /// Any rows under a key, each once.
    Bag,
    /// Any rows under a key, each as often as it was inserted.
    DuplicateBag,
}

/// Who may read and who may write. The owner may always do both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Every process reads and writes.
    Public,
    /// Every process reads.
    Protected,
    /// Nobody else.
    Private,
}

/// Who gets the table when its owner ends, and what it is told then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heir {
    /// The heir. If it has ended by then, the table goes with its owner.
    pub process: Pid,
    /// Comes with the message, so that the heir knows which table it is.
    pub data: Term,
}

/// What a new table is like: its type, and what differs from `protected`, no name, key position 1, no heir.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) kind: Type,
    pub(crate) access: Access,
    pub(crate) named: bool,
    pub(crate) key_position: usize,
    pub(crate) heir: Option<Heir>,
}

impl Options {
    /// A table of this type.
    #[must_use]
    pub fn new(kind: Type) -> Self {
        Self { kind, access: Access::Protected, named: false, key_position: 1, heir: None }
    }

    /// A set.
    #[must_use]
    pub fn set() -> Self {
        Self::new(Type::Set)
    }

    /// An ordered set.
    #[must_use]
    pub fn ordered_set() -> Self {
        Self::new(Type::OrderedSet)
    }

    /// A bag.
    #[must_use]
    pub fn bag() -> Self {
        Self::new(Type::Bag)
    }

    /// A duplicate bag.
    #[must_use]
    pub fn duplicate_bag() -> Self {
        Self::new(Type::DuplicateBag)
    }

    /// With this access.
    #[must_use]
    pub fn access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Every process reads and writes.
    #[must_use]
    pub fn public(self) -> Self {
        self.access(Access::Public)
    }

    /// Every process reads, the owner writes. So it is by default.
    #[must_use]
    pub fn protected(self) -> Self {
        self.access(Access::Protected)
    }

    /// Only the owner reads and writes.
    #[must_use]
    pub fn private(self) -> Self {
        self.access(Access::Private)
    }

    /// Lets [`Tables::whereis`](crate::Tables::whereis) find it by its name.
    #[must_use]
    pub fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// Which element of a row is its key. Elements count from 1; so it is by default.
    #[must_use]
    pub fn key_position(mut self, position: usize) -> Self {
        self.key_position = position;
        self
    }

    /// Who gets the table when its owner ends; `data` comes with the message.
    #[must_use]
    pub fn heir(mut self, process: Pid, data: impl Into<Term>) -> Self {
        self.heir = Some(Heir { process, data: data.into() });
        self
    }
}
