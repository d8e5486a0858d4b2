//! What lies in a mailbox: values of any type in an envelope, and the messages the kernel itself sends.
//!
//! A message is typed where it is written and where it is read, and untyped on the way: only so can one mailbox
//! take requests, `DOWN` and `EXIT`, as on the BEAM.

use std::any::Any;
use std::fmt;

use exit_signals::ExitReason;
use monitors::Target;
use timers::TimerId;

use crate::{Pid, Ref};

/// Anything that can be sent. It is shown in traces by its `Debug`.
pub trait Message: Any + Send + fmt::Debug {}

impl<T: Any + Send + fmt::Debug> Message for T {}

/// A message and its sender.
pub struct Envelope {
    from: Pid,
    body: Box<dyn Message>,
}

impl Envelope {
    /// Puts a message into an envelope.
    pub fn new(from: Pid, message: impl Message) -> Self {
        Self { from, body: Box::new(message) }
    }

    /// Who sent it; [`Pid::OUTSIDE`] when no process did.
    #[must_use]
    pub fn from(&self) -> Pid {
        self.from
    }

    /// Whether the message is a `T`.
    #[must_use]
    pub fn is<T: Message>(&self) -> bool {
        self.peek::<T>().is_some()
    }

    /// Looks at the message, if it is a `T`.
    #[must_use]
    pub fn peek<T: Message>(&self) -> Option<&T> {
        let body: &dyn Any = &*self.body;
        body.downcast_ref()
    }

    /// Takes the message out, if it is a `T`.
    ///
    /// # Errors
    /// The envelope, unopened, when the message is of another type.
    pub fn open<T: Message>(self) -> Result<T, Self> {
        if !self.is::<T>() {
            return Err(self);
        }
        let body: Box<dyn Any> = self.body;
        Ok(*body.downcast().expect("the type was looked at in the line above"))
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body.fmt(f)
    }
}

/// `{'EXIT', From, Reason}`: an exit signal, for a process that traps exits.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "who sent it, and why it ended")]
pub struct Exit {
    pub from: Pid,
    pub reason: ExitReason,
}

/// `{'DOWN', Ref, process, Object, Reason}`: a monitored process has ended.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "which monitor, of whom, and why it ended")]
pub struct Down {
    pub reference: Ref,
    pub target: Target<Pid>,
    pub reason: ExitReason,
}

/// `{timeout, TimerRef, Message}`: what `start_timer` sends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "which timer, and its message")]
pub struct Timeout<M> {
    pub timer: TimerId,
    pub message: M,
}

impl fmt::Debug for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EXIT {}", self.reason)
    }
}

impl fmt::Debug for Down {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DOWN {}", self.reason)
    }
}
