//! Why a process ended: a value that travels in exit signals and in `DOWN`.
//!
//! Source: Erlang Reference Manual, "Processes", "Error Handling". Chapter: `processes`.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// Why a process ended. It prints as the manual writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExitReason {
    /// Its work was done.
    Normal,
    /// Its supervisor asked it to stop.
    Shutdown,
    /// `{shutdown, Term}`: it stopped in order, and says more about it.
    ShutdownWith(Arc<str>),
    /// It ended itself with this reason. As a signal from `exit/2`: end, whatever you trap.
    Kill,
    /// A `kill` signal ended it.
    Killed,
    /// There is no such process.
    NoProc,
    /// The connection to its node is lost.
    NoConnection,
    /// Its code panicked, with this message. (On the BEAM: it raised an error.)
    Panic(Arc<str>),
    /// Anything else.
    Other(Arc<str>),
}

impl ExitReason {
    /// The reason of a process whose code panicked.
    #[must_use]
    pub fn panic(message: &str) -> Self {
        Self::Panic(message.into())
    }

    /// The reason of a process whose code panicked with this, as `catch_unwind` gives it.
    #[must_use]
    pub fn of_panic(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self::panic(text.unwrap_or("a value that is no text"))
    }

    /// Whether a process that ends so has crashed: neither `normal` nor `shutdown` nor `{shutdown, _}`.
    #[must_use]
    pub fn is_abnormal(&self) -> bool {
        !matches!(self, Self::Normal | Self::Shutdown | Self::ShutdownWith(_))
    }
}

impl fmt::Display for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Normal => f.write_str("normal"),
            Self::Shutdown => f.write_str("shutdown"),
            Self::ShutdownWith(text) => write!(f, "{{shutdown, {text}}}"),
            Self::Kill => f.write_str("kill"),
            Self::Killed => f.write_str("killed"),
            Self::NoProc => f.write_str("noproc"),
            Self::NoConnection => f.write_str("noconnection"),
            Self::Panic(message) => write!(f, "panic: {message}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// Reads an atom of the manual; every other text is a reason of its own.
impl From<&str> for ExitReason {
    fn from(text: &str) -> Self {
        match text {
            "normal" => Self::Normal,
            "shutdown" => Self::Shutdown,
            "kill" => Self::Kill,
            "killed" => Self::Killed,
            "noproc" => Self::NoProc,
            "noconnection" => Self::NoConnection,
            text => Self::Other(text.into()),
        }
    }
}

/// A process whose code returns ends normally.
impl From<()> for ExitReason {
    fn from((): ()) -> Self {
        Self::Normal
    }
}
