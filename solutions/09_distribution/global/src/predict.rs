//! Your prediction, before you run anything, about `global` on the BEAM.

/// A process has the name `:shop` and is to be registered as `:till` too. `"yes"` or `"no"`?
pub const A_SECOND_NAME: &str =
    // ANCHOR: cut_predict
    "no";
// ANCHOR_END: cut_predict => ""; // TODO

/// A process sets the same lock twice, and gives it back once. Somebody else asks for it: `"true"` or `"false"`?
pub const SET_TWICE_GIVEN_BACK_ONCE: &str =
    // ANCHOR: cut_predict
    "true";
// ANCHOR_END: cut_predict => ""; // TODO

/// Two nodes, `a` and `b`, meet five times, and each time both have registered `:till` with the resolver
/// `random_notify_name`. Who keeps it: `"a"`, `"b"`, or now this one, now that one: `"either"`?
pub const WHO_KEEPS_A_RANDOM_NAME: &str =
    // ANCHOR: cut_predict
    "a";
// ANCHOR_END: cut_predict => ""; // TODO
