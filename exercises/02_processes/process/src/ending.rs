//! What the code of a process may return, and which exit reason that is.

use exit_signals::ExitReason;

/// What the code of a process returns. A loop without an end returns nothing, and that is fine too.
pub trait Ending {
    /// Why the process ended.
    fn reason(self) -> ExitReason;
}

/// Its work is done: `normal`.
impl Ending for () {
    fn reason(self) -> ExitReason {
        ExitReason::Normal
    }
}

impl Ending for ExitReason {
    fn reason(self) -> ExitReason {
        self
    }
}

/// The text of a reason, or of an atom of the manual.
impl Ending for &str {
    fn reason(self) -> ExitReason {
        self.into()
    }
}

/// The type `!`, which stable Rust cannot name directly: what `loop {}` returns.
type Never = <fn() -> ! as Returns>::Value;

impl Ending for Never {
    fn reason(self) -> ExitReason {
        self
    }
}

/// Names the type that a function returns.
pub trait Returns {
    /// What it returns.
    type Value;
}

impl<T> Returns for fn() -> T {
    type Value = T;
}
