//! What the core hears, and what it orders.
//!
//! Chapter: `state_machines`.

use gen_server::Client;
use process::ExitReason;
use std::time::Duration;

use crate::behaviour::{Action, Event, StateMachine, Transition};

/// The number of a timer: each that is set has its own.
pub type TimerNumber = u64;

/// What has happened.
pub enum Fact<M: StateMachine> {
    /// `init` has ended, with these actions.
    Begun(Vec<Action<M>>),
    /// A message came. Only after [`Order::Receive`].
    Came(Event<M>),
    /// A timer rang. Only after [`Order::Receive`]; it may have been cancelled since.
    Rang(TimerNumber),
    /// `handle_event` has answered.
    Answered(Transition<M>),
    /// The enter call has answered.
    Entered(Vec<Action<M>>),
}

/// What the shell must do, in this order. The last one is `Handle`, `Enter`, `Receive` or `Stop`: exactly one of them.
pub enum Order<M: StateMachine> {
    /// Sends a reply.
    Reply(Client<M::Reply>, M::Reply),
    /// Sets a timer; when it rings, [`Fact::Rang`].
    SetTimer(TimerNumber, Duration),
    /// Stops a timer. Should it have rung already, the core knows that it counts no more.
    CancelTimer(TimerNumber),
    /// Calls `handle_event`; then [`Fact::Answered`].
    Handle(Event<M>),
    /// Makes the enter call of the state that is current now; then [`Fact::Entered`].
    Enter {
        /// The state before.
        from: M::State,
    },
    /// Waits for a message or a timer.
    Receive,
    /// Ends.
    Stop(ExitReason),
}
