//! Your prediction, before you run anything, about `pg` on the BEAM.

/// A process joins a group twice, and then leaves it once. `"member"` or `"gone"`?
pub const JOINED_TWICE_LEFT_ONCE: &str =
    // ANCHOR: cut_predict
    "member";
// ANCHOR_END: cut_predict => ""; // TODO

/// `a` is no member, `b` is one, and somebody asks that `[a, b]` leave. `"ok"` or `"not_joined"`?
pub const ONE_OF_TWO_IS_A_MEMBER: &str =
    // ANCHOR: cut_predict
    "ok";
// ANCHOR_END: cut_predict => ""; // TODO

/// A process that has joined a group twice is killed. How many `leave` messages does a monitor of this group get?
pub const MESSAGES_AT_THE_DEATH: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO
