//! Your prediction, before you run anything: what is left in the mailbox after each line of the transcript.
//!
//! The mailbox holds `a1 b2 a3 b4`, in this order of arrival. Write what stays, front first, with one space
//! between two messages.

/// After "asked b, took b2".
pub const AFTER_B: &str =
    ""; // TODO: front first, for example "x1 y2"

/// Then, after "asked a, took a1".
pub const AFTER_A: &str =
    ""; // TODO

/// Then, after "asked any, took …".
pub const AFTER_ANY: &str =
    ""; // TODO

/// Then, after "asked a" with `after 0`, which finds nothing.
pub const AFTER_NOTHING: &str =
    ""; // TODO
