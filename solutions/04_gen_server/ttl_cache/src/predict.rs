//! Your prediction, before you run anything. An entry lives for 60 s after it was put. What does the cache do?
//!
//! Answer `"alive"` or `"gone"`, and the last one with a number.

/// Put at 0 s. Is it there at exactly 60 s?
pub const AT_THE_LIMIT: &str =
    // ANCHOR: cut_predict
    "gone";
// ANCHOR_END: cut_predict => ""; // TODO

/// Put at 0 s, read at 59 s. Is it there at 61 s?
pub const AFTER_A_READ: &str =
    // ANCHOR: cut_predict
    "gone";
// ANCHOR_END: cut_predict => ""; // TODO

/// Put at 0 s for 60 s, put again at 50 s for 5 s. Is it there at 55 s?
pub const AFTER_A_SHORTER_PUT: &str =
    // ANCHOR: cut_predict
    "gone";
// ANCHOR_END: cut_predict => ""; // TODO

/// A thousand entries are put, nobody reads any of them, and nothing sweeps. How many are in memory an hour later?
pub const IN_MEMORY: usize =
    // ANCHOR: cut_predict
    1000;
// ANCHOR_END: cut_predict => 0; // TODO
