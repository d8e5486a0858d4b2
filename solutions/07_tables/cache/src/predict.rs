//! Your prediction, before you run anything. Reads go straight to the table; everything else goes through its owner.

/// The owner is suspended and answers nothing. `"a"` is in the cache. What does a read of it get: `"value"` or
/// `"timeout"`?
pub const OWNER_SUSPENDED: &str =
    // ANCHOR: cut_predict
    "value";
// ANCHOR_END: cut_predict => ""; // TODO

/// Five processes want the same missing key in the same moment. How often is it loaded? A number, as `"3"`.
pub const LOADS: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// A load has begun, then the key is deleted (the value was wrong), then the load is done, with the old value. A second
/// load, begun after the delete, has given `"new"` before that. What is in the cache: `"old"`, `"new"` or `"nothing"`?
pub const AFTER_A_DELETE: &str =
    // ANCHOR: cut_predict
    "new";
// ANCHOR_END: cut_predict => ""; // TODO

/// The owner is killed and started again. What does a `fetch` of a key get that was in the cache: `"value"`, after a
/// load, or `"nothing"`?
pub const OWNER_KILLED: &str =
    // ANCHOR: cut_predict
    "value";
// ANCHOR_END: cut_predict => ""; // TODO
