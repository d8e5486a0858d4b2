//! Your prediction, before you run anything. The limit is 100 hits in 60 s. A user hits 100 times at 59.5 s, and again
//! 100 times at 60.4 s.

/// How many of the 200 are allowed by a counter that starts again at 0 s, 60 s, 120 s and so on?
pub const FIXED: usize =
    0; // TODO

/// How many are allowed if no 60 s whatsoever may contain more than 100?
pub const SLIDING: usize =
    0; // TODO

/// How many milliseconds must the user wait at 60.4 s, by the second rule?
pub const WAIT_MS: u64 =
    0; // TODO
