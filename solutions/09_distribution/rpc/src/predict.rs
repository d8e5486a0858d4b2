//! Your prediction, before you run anything: `erpc` between two nodes of a BEAM. A function on `b` adds one to a counter.

/// The function works slowly, and the limit of the call is over. What becomes of the function: `"it ends"` or
/// `"it goes on"`?
pub const AFTER_THE_LIMIT: &str =
    // ANCHOR: cut_predict
    "it goes on";
// ANCHOR_END: cut_predict => ""; // TODO

/// The process of the function is killed. What does the caller hear, long before its limit: `"timeout"`,
/// `"noconnection"` or `"killed"`?
pub const IT_IS_KILLED: &str =
    // ANCHOR: cut_predict
    "killed";
// ANCHOR_END: cut_predict => ""; // TODO

/// The counter stands at 0. The function adds one, and the connection is lost before its answer. The caller hears
/// `noconnection`, and calls again. Which value does it get: `"1"` or `"2"`?
pub const CALLED_AGAIN: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO
