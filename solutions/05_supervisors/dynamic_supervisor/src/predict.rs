//! Your prediction, before you run anything, about a dynamic supervisor of the BEAM.

/// A dynamic supervisor has `max_children: 3` and three children. One of them, a temporary one, crashes; then somebody
/// asks for a new child. `"ok"` or `"max_children"`?
pub const ROOM_AFTER_A_CRASH: &str =
    // ANCHOR: cut_predict
    "ok";
// ANCHOR_END: cut_predict => ""; // TODO

/// Three children need a second each to shut down. How many seconds does the supervisor need to stop?
pub const SECONDS_TO_STOP: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// Two children are started from the very same specification. `"two"` children run, or `"one"`, and an error?
pub const SAME_SPECIFICATION_TWICE: &str =
    // ANCHOR: cut_predict
    "two";
// ANCHOR_END: cut_predict => ""; // TODO
