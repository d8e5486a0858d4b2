//! Your prediction, before you write the rules. Children stand in the order in which they are started.

/// `rest_for_one`, children a, b, c and d; b crashes. Which siblings are ended, in which order? (Ids, with spaces.)
pub const REST_FOR_ONE_ENDS: &str =
    ""; // TODO

/// And which children are started then, in which order?
pub const REST_FOR_ONE_STARTS: &str =
    ""; // TODO

/// `one_for_all`, children a, b, t and d. t is temporary. d was ended by `terminate_child`, an hour ago. Now b crashes.
/// Which children are started, in which order?
pub const ONE_FOR_ALL_STARTS: &str =
    ""; // TODO

/// A transient child ends itself with `{shutdown, moved}`. `restarted`, `stays away` or `forgotten`?
pub const TRANSIENT_MOVED: &str =
    ""; // TODO

/// A temporary child crashes with `boom`. `restarted`, `stays away` or `forgotten`?
pub const TEMPORARY_BOOM: &str =
    ""; // TODO

/// Three restarts in five seconds are allowed, and one child is killed again and again. Which kill is the last one? (A
/// number.)
pub const LAST_KILL: &str =
    ""; // TODO

/// With which reason does the supervisor end then?
pub const SUPERVISOR_ENDS: &str =
    ""; // TODO
