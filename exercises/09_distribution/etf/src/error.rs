//! Why bytes are no term, or none that is taken.

use term::AtomError;
use thiserror::Error;

/// Why bytes are no term, or none that is taken. The BEAM says `badarg` to all of them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The first byte is not the version.
    #[error("a term begins with 131, this begins with {0}")]
    Version(u8),
    /// The bytes end in the middle of a term.
    #[error("the bytes end in the middle of a term: {missing} more are needed")]
    Ends {
        /// At least so many.
        missing: u64,
    },
    /// Behind the term stands something else.
    #[error("{0} bytes stand behind the term")]
    Trailing(usize),
    /// No kind of term begins with this byte.
    #[error("no kind of term begins with {0}")]
    Tag(u8),
    /// A kind of term that is left out here.
    #[error("{0} are not taken here")]
    Unsupported(&'static str),
    /// A text that is no UTF-8, a float that is no number, a key that stands twice.
    #[error("{0}")]
    Malformed(&'static str),
    /// The atom cannot be made.
    #[error(transparent)]
    Atom(#[from] AtomError),
    /// Pids of nodes that nobody has heard of, and too many of those.
    #[error("no room for another node: {0} are known already")]
    TooManyNodes(usize),
    /// Lists in lists in lists.
    #[error("the term is nested more than {0} levels deep")]
    TooDeep(usize),
    /// More terms than are allowed.
    #[error("the term has more than {0} parts")]
    TooMany(usize),
}
