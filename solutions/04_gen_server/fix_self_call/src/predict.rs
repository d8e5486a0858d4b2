//! Your prediction, before you run anything. The accounts call themselves; what becomes of it on the BEAM?

/// A handler calls its own server through the client function, and would wait as long as it takes. Do the accounts
/// `"end"`, `"wait"` or `"answer"`?
pub const DIRECTLY: &str =
    // ANCHOR: cut_predict
    "end";
// ANCHOR_END: cut_predict => ""; // TODO

/// A handler starts a task and waits for it, and the task calls the server. Do the accounts `"end"`, `"wait"` or
/// `"answer"`?
pub const THROUGH_A_TASK: &str =
    // ANCHOR: cut_predict
    "wait";
// ANCHOR_END: cut_predict => ""; // TODO

/// Two casts lie in the mailbox, and the handler of each casts `audit` to its own server. What is done second,
/// `"audit"` or `"cast"`?
pub const AFTER_THE_FIRST_CAST: &str =
    // ANCHOR: cut_predict
    "cast";
// ANCHOR_END: cut_predict => ""; // TODO
