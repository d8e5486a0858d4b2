//! Your prediction, before you run anything, about `pg` on two nodes of the BEAM.

/// A process of node `a` asks the scope on `a` to take a process of node `b` into a group. `"ok"` or `"nolocal"`?
pub const JOIN_FOR_ANOTHER_NODE: &str =
    ""; // TODO

/// The connection between `a` and `b` is lost; all processes live. In the groups that `a` sees, is the member of `b`
/// `"there"` or `"gone"`?
pub const WHILE_THE_CONNECTION_IS_LOST: &str =
    ""; // TODO

/// They connect again, and nobody has joined anything. In the groups that `a` sees, is the member of `b` `"back"` or
/// `"gone"`?
pub const AFTER_THEY_CONNECT_AGAIN: &str =
    ""; // TODO
