//! Your prediction, before you run anything: two nodes of a BEAM, and between them nothing gets through any more.

/// Nothing arrives from `b`, and nothing says why. When does `a` hear `nodedown`: `"at once"`, `"after a silence"` or
/// `"never"`?
pub const A_HEARS: &str =
    // ANCHOR: cut_predict
    "after a silence";
// ANCHOR_END: cut_predict => ""; // TODO

/// `a` has heard `nodedown`. A counter on `b` stood at 1. The nodes find each other again, and `a` asks it for the
/// next number: `"1"`, `"2"` or `"noproc"`?
pub const THE_COUNTER_SAYS: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO

/// Does `b`, too, hear `nodedown`, of `a`: `"yes"` or `"no"`?
pub const B_HEARS: &str =
    // ANCHOR: cut_predict
    "yes";
// ANCHOR_END: cut_predict => ""; // TODO
