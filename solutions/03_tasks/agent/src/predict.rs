//! Your prediction, before you run anything: where does a function that is sent to an agent run, and what follows?
//!
//! The counter starts at 0. There are two clients, and each wants to add one.

/// Both clients read the counter; then each writes back what it has read, plus one. The counter: `"0"`, `"1"`, …
pub const READ_THEN_WRITE: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// The counter is 0 again. Each client sends `update` a function that adds one. The counter: `"0"`, `"1"`, …
pub const UPDATE: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO

/// The process in which a function given to `get` runs: `"agent"` or `"caller"`.
pub const RUNS_IN: &str =
    // ANCHOR: cut_predict
    "agent";
// ANCHOR_END: cut_predict => ""; // TODO

/// A function given to `get` ends with `exit(:boom)`; the two are not linked, and nobody catches anything.
/// Who ends: `"agent"`, `"caller"` or `"both"`?
pub const CRASH_ENDS: &str =
    // ANCHOR: cut_predict
    "both";
// ANCHOR_END: cut_predict => ""; // TODO
