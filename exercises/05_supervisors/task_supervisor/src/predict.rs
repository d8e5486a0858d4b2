//! Your prediction, before you run anything: who ends with whom on the BEAM?
//!
//! Answer for the one who is asked about: `"lives"`, or `"dies REASON"`; for example `"dies kill"`.

/// `async_nolink`; the task ends with reason `boom`. What becomes of the owner, who asks with `yield`?
pub const NOLINK_TASK_CRASHES: &str =
    ""; // TODO

/// `async_nolink`; the owner ends with reason `stop` while the task works. What becomes of the task?
pub const NOLINK_OWNER_ENDS: &str =
    ""; // TODO

/// `async`; the owner ends with reason `stop` while the task works. What becomes of the task?
pub const ASYNC_OWNER_ENDS: &str =
    ""; // TODO

/// `async`; somebody stops the supervisor of the task. What becomes of the owner, who awaits the task?
pub const ASYNC_SUPERVISOR_STOPS: &str =
    ""; // TODO

/// `start_child`, ten times; each of the ten tasks crashes at once. What becomes of their supervisor?
pub const TEN_TASKS_CRASH: &str =
    ""; // TODO
