//! Your prediction, before you run anything: what does the BEAM find equal, and what does it put first?
//!
//! An answer is `"true"` or `"false"`, unless something else is asked for. Ten minutes of `iex` would tell you; two of
//! thinking teach more.

/// `1 == 1.0`
pub const EQUAL: &str =
    // ANCHOR: cut_predict
    "true";
// ANCHOR_END: cut_predict => ""; // TODO

/// `1 === 1.0`
pub const THE_SAME: &str =
    // ANCHOR: cut_predict
    "false";
// ANCHOR_END: cut_predict => ""; // TODO

/// How many keys has `%{1 => :a, 1.0 => :b}`? A number.
pub const KEYS: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO

/// `9007199254740993 == 9007199254740992.0`; the integer is 2^53 + 1, and no float has that value.
pub const ONE_TOO_MANY: &str =
    // ANCHOR: cut_predict
    "false";
// ANCHOR_END: cut_predict => ""; // TODO

/// `{2} < {1, 1}`
pub const TUPLES: &str =
    // ANCHOR: cut_predict
    "true";
// ANCHOR_END: cut_predict => ""; // TODO

/// `[2] < [1, 1]`
pub const LISTS: &str =
    // ANCHOR: cut_predict
    "false";
// ANCHOR_END: cut_predict => ""; // TODO

/// `"1" < 2`
pub const TEXT_AND_NUMBER: &str =
    // ANCHOR: cut_predict
    "false";
// ANCHOR_END: cut_predict => ""; // TODO
