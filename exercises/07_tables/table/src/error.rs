//! Why a table refuses: the reasons behind Erlang's `badarg`, in the words of its extended error information.
//!
//! Source: EEP 54; the texts are those of OTP 25.

use thiserror::Error;

/// What was wrong with the request. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TableError {
    /// The table is gone, or there never was one.
    #[error("the table identifier does not refer to an existing ETS table")]
    NoTable,
    /// Its access does not let this process do that.
    #[error("the table identifier refers to an ETS table with insufficient access rights")]
    NoAccess,
    /// Tables of this type cannot do that.
    #[error("the table identifier refers to an ETS table of a type not supported by this operation")]
    WrongType,
    /// Another table has the name.
    #[error("table name already exists")]
    NameTaken,
    /// The options contradict the rules, as the key position 0.
    #[error("invalid options")]
    BadOptions,
    /// Only tuples can be rows.
    #[error("not a tuple")]
    NotATuple,
    /// Only a list of tuples can be inserted as one.
    #[error("not a non-empty tuple or a list of non-empty tuples")]
    NotTuples,
    /// The row ends before its key. (OTP gives no reason here.)
    #[error("the object has no element at the key position")]
    NoKeyInRow,
    /// No row has this key.
    #[error("not a key that exists in the table")]
    NoSuchKey,
    /// Positions begin at 1.
    #[error("out of range")]
    OutOfRange,
    /// The row is shorter than that.
    #[error("position is greater than the size of the object")]
    PositionTooGreat,
    /// The row has no counter at that position.
    #[error("the position in the update operation is out of range")]
    UpdateOutOfRange,
    /// A key never changes.
    #[error("the position is the same as the key position")]
    KeyPosition,
    /// Only integers count.
    #[error("the value in the given position, in the object, is not an integer")]
    NotAnInteger,
    /// Though every process may write, only the owner may do that.
    #[error("the current process is not the owner")]
    NotOwner,
    /// Nobody gives a table to itself.
    #[error("the process is already the owner of the table")]
    AlreadyOwner,
    /// The new owner has ended, or there never was one.
    #[error("the pid refers to a terminated process")]
    Terminated,
}

impl TableError {
    /// OTP has other words for the same mistake in a list.
    pub(crate) fn of_a_list(self) -> Self {
        if self == Self::NotATuple { Self::NotTuples } else { self }
    }
}
