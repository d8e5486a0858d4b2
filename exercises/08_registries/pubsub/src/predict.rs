//! Your prediction, before you run anything, about a PubSub on a registry with duplicate keys.

/// A process subscribes to a topic twice; one message is broadcast. How often does it come?
pub const SUBSCRIBED_TWICE: &str =
    ""; // TODO

/// It unsubscribes once; one more message is broadcast. How often does that one come?
pub const UNSUBSCRIBED_ONCE: &str =
    ""; // TODO

/// Nobody has subscribed to a topic. What does `broadcast` say: `"ok"` or `"error"`?
pub const NOBODY_LISTENS: &str =
    ""; // TODO
