//! Your prediction, before you write anything. The pool has one connection, which a client holds. It monitors
//! everybody who waits or holds; a client says "checkout" and "checkin" to it, and nothing else.
//!
//! How many connections are free in the end? Answer `"0"` or `"1"`.

/// The holder is killed.
pub const HOLDER_KILLED: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// Another client waits and is killed. Then the holder checks in.
pub const WAITER_KILLED: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// Another client waits, its call times out, and it does something else. Then the holder checks in.
pub const WAITER_TIMED_OUT: &str =
    // ANCHOR: cut_predict
    "0";
// ANCHOR_END: cut_predict => ""; // TODO

/// And then the client whose call timed out ends.
pub const THAT_WAITER_ENDED: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO
