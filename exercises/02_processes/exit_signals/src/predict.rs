//! Your prediction, before you write the rule: what happens to the receiver?
//!
//! Answer `"dies REASON"`, `"gets a message"` or `"nothing"`, for example `"dies shutdown"`.

/// A linked process ends with `normal`; the receiver traps nothing.
pub const LINK_NORMAL: &str =
    ""; // TODO

/// A linked process ends with `boom`; the receiver traps nothing.
pub const LINK_BOOM: &str =
    ""; // TODO

/// Somebody calls `exit(receiver, boom)`; the receiver traps exits.
pub const EXIT_BOOM_TRAPPING: &str =
    ""; // TODO

/// Somebody calls `exit(receiver, kill)`; the receiver traps exits.
pub const EXIT_KILL_TRAPPING: &str =
    ""; // TODO

/// A linked process ends itself with `kill`; the receiver traps exits.
pub const LINK_KILL_TRAPPING: &str =
    ""; // TODO
