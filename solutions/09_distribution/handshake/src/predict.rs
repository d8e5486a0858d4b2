//! Your prediction, before you run anything, about the handshake of two nodes of the BEAM.

/// `a` connects to `b`, and both have the cookie `secret`. How often does it cross the wire: `"once"`, `"twice"` or
/// `"never"`?
pub const THE_COOKIE_IS_SENT: &str =
    // ANCHOR: cut_predict
    "never";
// ANCHOR_END: cut_predict => ""; // TODO

/// `a` connects with the wrong cookie. What does it hear from `b`: `"a refusal"`, `"a closed connection"`, or `"nothing"`?
pub const A_WRONG_COOKIE: &str =
    // ANCHOR: cut_predict
    "a closed connection";
// ANCHOR_END: cut_predict => ""; // TODO

/// `a` and `b` connect to each other at the same moment. Which connection stays: the one that `"a"` opened, the one that
/// `"b"` opened, or `"both"`?
pub const OF_TWO_ATTEMPTS: &str =
    // ANCHOR: cut_predict
    "b";
// ANCHOR_END: cut_predict => ""; // TODO
