//! Your prediction, before you write the rules. Children stand in the order in which they are started.

// ANCHOR: predict
/// `rest_for_one`, children a, b, c and d; b crashes. Which siblings are ended, in which order? (Ids, with spaces.)
pub const REST_FOR_ONE_ENDS: &str =
    // ANCHOR: cut_predict
    "d c";
// ANCHOR_END: cut_predict => ""; // TODO

/// And which children are started then, in which order?
pub const REST_FOR_ONE_STARTS: &str =
    // ANCHOR: cut_predict
    "b c d";
// ANCHOR_END: cut_predict => ""; // TODO

/// `one_for_all`, children a, b, t and d. t is temporary. d was ended by `terminate_child`, an hour ago. Now b crashes.
/// Which children are started, in which order?
pub const ONE_FOR_ALL_STARTS: &str =
    // ANCHOR: cut_predict
    "a b d";
// ANCHOR_END: cut_predict => ""; // TODO

/// A transient child ends itself with `{shutdown, moved}`. `restarted`, `stays away` or `forgotten`?
pub const TRANSIENT_MOVED: &str =
    // ANCHOR: cut_predict
    "stays away";
// ANCHOR_END: cut_predict => ""; // TODO

/// A temporary child crashes with `boom`. `restarted`, `stays away` or `forgotten`?
pub const TEMPORARY_BOOM: &str =
    // ANCHOR: cut_predict
    "forgotten";
// ANCHOR_END: cut_predict => ""; // TODO

/// Three restarts in five seconds are allowed, and one child is killed again and again. Which kill is the last one? (A
/// number.)
pub const LAST_KILL: &str =
    // ANCHOR: cut_predict
    "4";
// ANCHOR_END: cut_predict => ""; // TODO

/// With which reason does the supervisor end then?
pub const SUPERVISOR_ENDS: &str =
    // ANCHOR: cut_predict
    "shutdown";
// ANCHOR_END: cut_predict => ""; // TODO
// ANCHOR_END: predict
