//! Your prediction, before you run anything, about bytes and terms on the BEAM.

/// How many bytes does `:erlang.term_to_binary([1, 2, 3])` have, and how many `:erlang.term_to_binary([1, 2, 300])`? Each
/// begins with the version, one byte. `"7 and 16"`, `"13 and 16"` or `"14 and 14"`?
pub const TWO_LISTS: &str =
    ""; // TODO

/// Seven bytes say "a list of 4,294,967,295 elements", and then end. What does `:erlang.binary_to_term` do: `"waits"` (for
/// the other elements), `"refuses"` (raises), or `"a short list"`?
pub const A_LENGTH_THAT_LIES: &str =
    ""; // TODO

/// The pid with the id 7 of the node `a@127.0.0.1` arrives here, where another process has the id 7. Is it `"the same"`
/// pid as ours or `"another"`?
pub const SAME_NUMBER: &str =
    ""; // TODO
