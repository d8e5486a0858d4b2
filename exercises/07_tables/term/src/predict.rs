//! Your prediction, before you run anything: what does the BEAM find equal, and what does it put first?
//!
//! An answer is `"true"` or `"false"`, unless something else is asked for. Ten minutes of `iex` would tell you; two of
//! thinking teach more.

/// `1 == 1.0`
pub const EQUAL: &str =
    ""; // TODO

/// `1 === 1.0`
pub const THE_SAME: &str =
    ""; // TODO

/// How many keys has `%{1 => :a, 1.0 => :b}`? A number.
pub const KEYS: &str =
    ""; // TODO

/// `9007199254740993 == 9007199254740992.0`; the integer is 2^53 + 1, and no float has that value.
pub const ONE_TOO_MANY: &str =
    ""; // TODO

/// `{2} < {1, 1}`
pub const TUPLES: &str =
    ""; // TODO

/// `[2] < [1, 1]`
pub const LISTS: &str =
    ""; // TODO

/// `"1" < 2`
pub const TEXT_AND_NUMBER: &str =
    ""; // TODO
