//! Your prediction, before you write the core. The telephone of the page has three states: idle, ringing, talking.

/// Ann is talking. Bob calls, then Eve; both calls are postponed. Ann hangs up. Who rings first, `"bob"` or `"eve"`?
pub const AFTER_HANGING_UP: &str =
    // ANCHOR: cut_predict
    "bob";
// ANCHOR_END: cut_predict => ""; // TODO

/// Somebody types a digit; the event time-out would dial after 50 ms of silence. After 10 ms somebody asks for the
/// status. Is the number dialled, `"yes"` or `"no"`?
pub const DIALLED_AFTER_A_QUESTION: &str =
    // ANCHOR: cut_predict
    "no";
// ANCHOR_END: cut_predict => ""; // TODO

/// In state `a` an event is postponed; another event answers `{next_state, a, Data}`. Is the postponed one tried again
/// then, `"yes"` or `"no"`?
pub const RETRIED_IN_THE_SAME_STATE: &str =
    // ANCHOR: cut_predict
    "no";
// ANCHOR_END: cut_predict => ""; // TODO

/// An answer sets a state time-out of zero. Another message lies in the mailbox already. Which is handled first,
/// `"timeout"` or `"message"`?
pub const ZERO_AND_A_MESSAGE: &str =
    // ANCHOR: cut_predict
    "timeout";
// ANCHOR_END: cut_predict => ""; // TODO

/// The answer is `{stop_and_reply, normal, Replies}`. Which comes first, `"reply"` or `"terminate"`?
pub const STOP_AND_REPLY: &str =
    // ANCHOR: cut_predict
    "reply";
// ANCHOR_END: cut_predict => ""; // TODO
