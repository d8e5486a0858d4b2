//! Your prediction, before you run anything, about tables of the BEAM.

/// `{1, :a}`, `{1.0, :b}` and `{1, :c}` are inserted, in this order, into a `set`. How many rows has it then?
pub const ROWS_OF_A_SET: &str =
    ""; // TODO

/// And how many, if it is an `ordered_set`?
pub const ROWS_OF_AN_ORDERED_SET: &str =
    ""; // TODO

/// A table was made with no options at all. Another process inserts a row: `"ok"` or `"error"`?
pub const ANOTHER_PROCESS_WRITES: &str =
    ""; // TODO

/// The process that made a public table ends, in the most normal way. Another one looks up a row: `"ok"` or `"error"`?
pub const THE_OWNER_HAS_ENDED: &str =
    ""; // TODO
