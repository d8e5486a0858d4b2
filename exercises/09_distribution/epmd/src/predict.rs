//! Your prediction, before you run anything, about the port mapper of a BEAM.

/// A node is killed and says goodbye to nobody. Is its name free, `"at once"`, `"after a minute"` or `"never"`?
pub const NAME_AFTER_A_CRASH: &str =
    ""; // TODO

/// The node comes back under its name, on the same port. Is its creation the `"same"` or a `"different"` one?
pub const CREATION_OF_THE_NEXT_LIFE: &str =
    ""; // TODO

/// Two nodes, `a` and `b`, are connected. Then their port mapper ends. Is their connection `"up"` or `"down"`?
pub const CONNECTION_WITHOUT_EPMD: &str =
    ""; // TODO
