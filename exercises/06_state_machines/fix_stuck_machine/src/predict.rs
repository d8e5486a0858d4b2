//! Your prediction, before you change anything. The device does not hear that it should wake up; three clients print.

/// How many messages lie in the mailbox of the printer after a while?
pub const IN_THE_MAILBOX: &str =
    ""; // TODO

/// How many events are postponed?
pub const POSTPONED: &str =
    ""; // TODO

/// How many of its time-outs are running?
pub const TIME_OUTS: &str =
    ""; // TODO

/// A machine waits in a state in which it should not stay for more than a second, and clients call it every half a
/// second. Which time-out comes, `"state"` or `"event"`?
pub const WHICH_TIME_OUT: &str =
    ""; // TODO
