//! What happens to a monitor, and what follows from it: the words in which the core speaks with its kernel.

use std::sync::Arc;

use exit_signals::ExitReason;

// ANCHOR: target
/// What was given to `monitor`. `DOWN` says the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target<P> {
    /// This process.
    Process(P),
    /// Whoever had the name at that moment; its process, if there was one.
    Name(Arc<str>, Option<P>),
}

/// What happens to a `DOWN` that lies in the mailbox already when the monitor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// It goes too.
    Yes,
    /// It stays.
    No,
}
// ANCHOR_END: target

// ANCHOR: event
// ANCHOR: happened
/// What has happened, seen from the process that owns this side.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say which monitor it is about")]
pub enum Event<P, R> {
    /// The owner called `monitor(target)` and got this fresh reference.
    MonitorAsked { reference: R, target: Target<P> },
    /// Another process began to watch the owner.
    MonitorArrived { reference: R, watcher: P },
    /// The owner called `demonitor(reference)`.
    DemonitorAsked { reference: R, flush: Flush },
    /// A watcher of the owner gave up.
    DemonitorArrived { reference: R },
    /// A process that the owner may still watch has ended.
    DownArrived { reference: R, reason: ExitReason },
    /// The owner has ended.
    Ended { reason: ExitReason },
}
// ANCHOR_END: happened

/// What the kernel must do now, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say whom it goes to")]
pub enum Action<P, R> {
    /// Tell the target that the owner watches it.
    TellMonitored { target: Target<P>, reference: R },
    /// Tell the target that this monitor is gone.
    TellDemonitored { target: Target<P>, reference: R },
    /// Put `DOWN` into the owner's mailbox.
    Deliver { reference: R, target: Target<P>, reason: ExitReason },
    /// Take the `DOWN` of this reference out of the owner's mailbox, should it be there.
    Discard { reference: R },
    /// Tell `to` that the owner, which it watches, has ended.
    SendDown { to: P, reference: R, reason: ExitReason },
}
// ANCHOR_END: event
