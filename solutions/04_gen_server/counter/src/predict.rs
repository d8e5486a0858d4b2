//! Your prediction, before you run anything. Two processes add one, a thousand times each, to a number that starts at
//! 0. Each time they read the number, add one to what they have read, and write the sum back. No message is lost.

/// What the number is at the end when in every round both read before either writes.
pub const IN_STEP: u64 =
    // ANCHOR: cut_predict
    1000;
// ANCHOR_END: cut_predict => 0; // TODO

/// The least that it can be at the end, over all orders in which two times a thousand reads and writes can happen.
pub const LEAST: u64 =
    // ANCHOR: cut_predict
    2;
// ANCHOR_END: cut_predict => 0; // TODO

/// What it is at the end when both send `add 1` to a server, which does the adding itself.
pub const SERVER: u64 =
    // ANCHOR: cut_predict
    2000;
// ANCHOR_END: cut_predict => 0; // TODO
