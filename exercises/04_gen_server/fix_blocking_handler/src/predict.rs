//! Your prediction, before you repair anything. The shop asks its supplier in the handler itself.
//!
//! Five clients ask for a quote, one after the other. The first two wait as long as it takes; the other three give up
//! after a moment, while the supplier still works on the first quote. With the same short patience a sixth client
//! asks for the status, which the shop could tell at once. Only then does the supplier begin to answer.

/// What does the sixth client get: `"ready"` or `"timeout"`?
pub const STATUS: &str =
    ""; // TODO

/// How many of the five quotes reach a client? A number, as `"3"`.
pub const ANSWERED: &str =
    ""; // TODO

/// For how many quotes is the supplier asked?
pub const ASKED_FOR: &str =
    ""; // TODO
