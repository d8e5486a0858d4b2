//! Your prediction, before you run anything: how does it end for the owner of a task?
//!
//! Answer `"dies REASON"` or `"lives"`; for example `"dies shutdown"`.

/// The task was started with `async` and ends with reason `boom`; the owner awaits it.
pub const AWAITS: &str =
    ""; // TODO

/// The same task, but the owner never asks it: it waits for a letter from somebody else.
pub const NEVER_ASKS: &str =
    ""; // TODO

/// The same task; the owner traps exits and awaits it.
pub const TRAPS_AND_AWAITS: &str =
    ""; // TODO

/// The task was started with `async_nolink` and ends with reason `boom`; the owner awaits it.
pub const AWAITS_NOLINK: &str =
    ""; // TODO

/// The task was started with `async_nolink` and ends with reason `boom`; the owner asks with `yield`.
pub const YIELDS_NOLINK: &str =
    ""; // TODO

/// The task is well, but takes longer than the owner, who awaits it, is ready to wait.
pub const AWAITS_TOO_SHORT: &str =
    ""; // TODO
