//! Your prediction, before you write anything: what does `scc::HashMap` do where a table of the BEAM does something
//! you know?

// ANCHOR: predict
/// The row `("a", 1)` is there. `insert_sync("a", 2)`: what stands under "a" afterwards? (On ETS: 2.)
pub const INSERT_AGAIN: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// `update_sync(&"b", |_, n| *n += 1)`, and nothing stands under "b". An `error`, `none`, or is it `inserted`?
pub const UPDATE_MISSING: &str =
    // ANCHOR: cut_predict
    "none";
// ANCHOR_END: cut_predict => ""; // TODO

/// Whoever has made the map ends, and somebody else holds an `Arc` of it. The rows are `gone`, or they `stay`?
pub const OWNER_ENDS: &str =
    // ANCHOR: cut_predict
    "stay";
// ANCHOR_END: cut_predict => ""; // TODO

/// Somebody who has not made the map inserts a row. Is it `refused` or `written`? (On ETS, protected: refused.)
pub const STRANGER_WRITES: &str =
    // ANCHOR: cut_predict
    "written";
// ANCHOR_END: cut_predict => ""; // TODO

/// A task holds the entry of "a", awaits for a second, and lets go. Another one calls `read_async(&"a", …)` meanwhile.
/// After how many seconds does it come back: `0` or `1`?
pub const READ_WHILE_HELD: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO
// ANCHOR_END: predict
