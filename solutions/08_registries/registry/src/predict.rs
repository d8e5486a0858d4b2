//! Your prediction, before you run anything, about a `Registry` of the BEAM with unique keys.

/// A process has ended, and its partition has not noticed yet. What does `lookup` of its key find? `"the dead"` or
/// `"nobody"`?
pub const LOOKUP_FINDS: &str =
    // ANCHOR: cut_predict
    "the dead";
// ANCHOR_END: cut_predict => ""; // TODO

/// In the same moment another process registers the same key. `"ok"` or `"already_registered"`?
pub const REGISTER_SAYS: &str =
    // ANCHOR: cut_predict
    "ok";
// ANCHOR_END: cut_predict => ""; // TODO

/// What does a listener hear when a registered process is killed? `"unregister"` or `"nothing"`?
pub const A_LISTENER_HEARS: &str =
    // ANCHOR: cut_predict
    "nothing";
// ANCHOR_END: cut_predict => ""; // TODO
