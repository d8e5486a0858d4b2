//! Your prediction, before you run anything. An operation of `update_counter` is
//! `{position, increment, threshold, set value}`.

/// A row holds 0. Two processes read it, and then each of them writes 1 more than it has read. What is in the row?
pub const BOTH_READ_FIRST: i64 =
    // ANCHOR: cut_predict
    1;
// ANCHOR_END: cut_predict => -1; // TODO

/// From 0 on, `{2, 1, 3, 3}` five times. What is the fifth answer?
pub const CAPPED: i64 =
    // ANCHOR: cut_predict
    3;
// ANCHOR_END: cut_predict => -1; // TODO

/// From 0 on, `{2, 1, 3, 0}` five times. What is the fifth answer?
pub const ROUND: i64 =
    // ANCHOR: cut_predict
    1;
// ANCHOR_END: cut_predict => -1; // TODO

/// The row is `{:g, 1, 1.5}`, the operations are `[{2, 1}, {3, 1}]`, and 1.5 is no integer. What is at position 2 then?
pub const AFTER_A_REFUSAL: i64 =
    // ANCHOR: cut_predict
    1;
// ANCHOR_END: cut_predict => -1; // TODO

/// An atomic holds 18446744073709551615, the largest number of 64 bits. What is in it after `add 1`?
pub const AFTER_THE_LARGEST: i64 =
    // ANCHOR: cut_predict
    0;
// ANCHOR_END: cut_predict => -1; // TODO
