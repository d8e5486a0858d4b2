//! Your prediction, before you run anything: a worker ends with reason `boom`. What becomes of its parent?
//!
//! Answer `"dies REASON"` or `"lives"`; for example `"dies shutdown"`.

/// The parent has linked itself with the worker and matches on the result: value or error.
pub const MATCHES_ON_THE_RESULT: &str =
    ""; // TODO

/// The same, and `try … rescue … catch` around all of it.
pub const CATCHES_EXCEPTIONS: &str =
    ""; // TODO

/// The parent has linked itself with the worker and traps exits.
pub const TRAPS_EXITS: &str =
    ""; // TODO

/// The parent is not linked with the worker and monitors it.
pub const MONITORS: &str =
    ""; // TODO
