//! Your prediction, before you write the rules. Four children stand in start order: a, b, c, d.

// ANCHOR: predict
/// The strategy is `one_for_all`, and b crashes. Which siblings does the supervisor end, in which order? (Ids with
/// spaces between them.)
pub const ENDED_ONE_FOR_ALL: &str =
    // ANCHOR: cut_predict
    "d c a";
// ANCHOR_END: cut_predict => ""; // TODO

/// The strategy is `rest_for_one`, and b crashes. Which children does the supervisor start then, in which order?
pub const STARTED_REST_FOR_ONE: &str =
    // ANCHOR: cut_predict
    "b c d";
// ANCHOR_END: cut_predict => ""; // TODO

/// The strategy is `one_for_all`. d was ended by `terminate_child`, then b crashes. Does d run afterwards? (yes or no)
pub const TERMINATED_SIBLING_RUNS: &str =
    // ANCHOR: cut_predict
    "yes";
// ANCHOR_END: cut_predict => ""; // TODO

/// A transient child ends itself with `{shutdown, moved}`. Is it restarted? (yes or no)
pub const TRANSIENT_SHUTDOWN_RESTARTED: &str =
    // ANCHOR: cut_predict
    "no";
// ANCHOR_END: cut_predict => ""; // TODO

/// Three restarts in five seconds are allowed. At which crash of a child does the supervisor end? (a number)
pub const LAST_CRASH: &str =
    // ANCHOR: cut_predict
    "4";
// ANCHOR_END: cut_predict => ""; // TODO

/// With which reason does it end then?
pub const SUPERVISOR_ENDS: &str =
    // ANCHOR: cut_predict
    "shutdown";
// ANCHOR_END: cut_predict => ""; // TODO
// ANCHOR_END: predict
