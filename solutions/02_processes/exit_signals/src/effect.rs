//! The one rule: what an exit signal does to the process that receives it.
//!
//! It depends on four things: how the signal came, who sent it, its reason, and whether the receiver traps
//! exits. Nothing else in the kernel decides about life and death.
//!
//! Source: Erlang Reference Manual, "Processes", "Receiving Exit Signals". Chapter: `processes`.

use crate::ExitReason;

// ANCHOR: signal
/// How an exit signal came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Over a link, because the process at its other end has ended.
    Link,
    /// Somebody called `exit/2`.
    Exit,
}

/// Who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sender {
    /// The receiver itself: `exit(self(), reason)`. A link never leads back to oneself.
    Myself,
    /// Another process.
    Other,
}

/// Whether the receiver turns exit signals into messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrapExit {
    /// It does: `process_flag(trap_exit, true)`.
    Yes,
    /// It does not: so every process begins.
    #[default]
    No,
}

// ANCHOR: answer
/// What the signal does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It becomes a message `{'EXIT', From, Reason}`.
    Deliver,
    /// The receiver ends, with this reason.
    Die(ExitReason),
    /// Nothing.
    Ignore,
}
// ANCHOR_END: answer
// ANCHOR_END: signal

// ANCHOR: effect
/// What an exit signal with this `reason` does to its receiver.
#[must_use]
pub fn effect(via: Via, sender: Sender, reason: &ExitReason, trap_exit: TrapExit) -> Effect {
    // ANCHOR: cut_kill
    if via == Via::Exit && *reason == ExitReason::Kill {
        return Effect::Die(ExitReason::Killed); // cannot be trapped
    }
    // ANCHOR_END: cut_kill => // TODO kill: one signal cannot be trapped, and its receiver does not end as it says
    // ANCHOR: cut_trap
    if trap_exit == TrapExit::Yes {
        return Effect::Deliver;
    }
    // ANCHOR_END: cut_trap => // TODO trap: what does every other signal become for a process that traps exits?
    // ANCHOR: cut_normal
    if *reason == ExitReason::Normal && sender == Sender::Other {
        return Effect::Ignore;
    }
    // ANCHOR_END: cut_normal => // TODO normal: who says goodbye in peace takes nobody along; but who says it to himself?
    // ANCHOR: cut_die
    Effect::Die(reason.clone())
    // ANCHOR_END: cut_die => let _ = (via, sender, reason, trap_exit);
    // ANCHOR_END: cut_die => todo!("die: what does any other signal do to a process that traps nothing?")
}
// ANCHOR_END: effect
