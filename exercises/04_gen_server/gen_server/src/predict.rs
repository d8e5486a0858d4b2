//! Your prediction, before you write the loop. The desk of the page hands out numbers: `next` gives one.

/// A call has waited for its limit and given up; then the reply is sent. How many letters lie in the caller's mailbox?
pub const LETTERS_AFTER_A_LATE_REPLY: &str =
    ""; // TODO

/// A server is busy. A client wants to *cast* 1000 messages to it, one after another. How many lie in the mailbox?
pub const WAITING_CASTS: &str =
    ""; // TODO

/// The same, with *calls*.
pub const WAITING_CALLS: &str =
    ""; // TODO

/// `init` sends its own process a letter, and answers `{continue, open_up}`. Which comes first, `"letter"` or
/// `"continue"`?
pub const AFTER_INIT: &str =
    ""; // TODO

/// `handle_call` answers `{stop, normal, closed, State}`. Which comes first, `"reply"` or `"terminate"`?
pub const STOP_WITH_A_REPLY: &str =
    ""; // TODO

/// The parent ends with `shutdown`, and the server does not trap exits. Is `terminate` called, `"yes"` or `"no"`?
pub const TERMINATE_WITHOUT_TRAPPING: &str =
    ""; // TODO
