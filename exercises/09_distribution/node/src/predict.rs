//! Your prediction, before you run anything: two nodes of a BEAM, and between them nothing gets through any more.

/// Nothing arrives from `b`, and nothing says why. When does `a` hear `nodedown`: `"at once"`, `"after a silence"` or
/// `"never"`?
pub const A_HEARS: &str =
    ""; // TODO

/// `a` has heard `nodedown`. A counter on `b` stood at 1. The nodes find each other again, and `a` asks it for the
/// next number: `"1"`, `"2"` or `"noproc"`?
pub const THE_COUNTER_SAYS: &str =
    ""; // TODO

/// Does `b`, too, hear `nodedown`, of `a`: `"yes"` or `"no"`?
pub const B_HEARS: &str =
    ""; // TODO
