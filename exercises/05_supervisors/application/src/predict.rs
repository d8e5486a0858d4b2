//! Your prediction, before you build the tree. The shop, in start order, each supervisor with three restarts in five
//! seconds:
//!
//! ```text
//! shop (one_for_one)
//!   storage (rest_for_one): database, cache
//!   sessions (dynamic): ada, ben
//!   web (one_for_one): hits, listener
//! ```
//!
//! Names stand in this order, with spaces.

/// The cache is killed. Who has a new process afterwards?
pub const KILL_CACHE: &str =
    ""; // TODO

/// The database is killed. Who has a new process afterwards?
pub const KILL_DATABASE: &str =
    ""; // TODO

/// The listener is killed four times within five seconds. Who has a new process after the fourth?
pub const FOURTH_LISTENER: &str =
    ""; // TODO

/// Ada's session is killed four times within five seconds. Who is gone after the fourth, and does not come back?
pub const FOURTH_ADA: &str =
    ""; // TODO

/// The database is killed, comes back, is killed again, all within five seconds. Which kill ends the shop? (A number.)
pub const LAST_KILL: &str =
    ""; // TODO

/// The disk breaks and the database is killed; from now on it cannot start. How often does it try before the shop ends?
pub const FAILING_STARTS: &str =
    ""; // TODO

/// The shop is a transient application, and its top ends with `shutdown`. The node `lives` or `goes down`?
pub const TRANSIENT_SHUTDOWN: &str =
    ""; // TODO
