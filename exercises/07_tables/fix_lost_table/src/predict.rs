//! Your prediction, before you repair anything. `scores` owns a protected table; ann has 10 points. Then a request makes
//! it crash, and its supervisor starts it again.

/// What does a reader find under `"ann"` then: `"10"` or `"nothing"`?
pub const AFTER_THE_CRASH: &str =
    ""; // TODO

/// The same, but a process `keeper` has made the table, with itself as the heir, and has given it away to `scores`.
/// `scores` ends and nobody starts it again. Who owns the table: `"nobody"`, `"scores"` or `"keeper"`?
pub const AFTER_THE_END: &str =
    ""; // TODO

/// While `scores` has the table, the keeper, who made it, writes a row. What comes of it: `"ok"` or `"badarg"`?
pub const KEEPER_WRITES: &str =
    ""; // TODO

/// `scores` has the table, and the *keeper* is killed. A new keeper comes, then a new `scores`. What is under `"ann"`:
/// `"10"` or `"nothing"`?
pub const AFTER_THE_KEEPER: &str =
    ""; // TODO
