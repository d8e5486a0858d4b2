//! The behaviour: which callbacks a state machine has, and what each may answer.
//!
//! A machine is told one event at a time, together with the state it is in. It answers with the state that is next and
//! with actions: replies, time-outs, events. It never waits for a certain message; what does not fit the state it
//! postpones.
//!
//! Left out: `state_functions`, `update` and absolute times of time-outs, stopping from an enter call, hibernation.
//! Source: OTP, `gen_statem`. Chapter: `state_machines`.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use gen_server::Client;
use process::{Context, Envelope, ExitReason, Message};

/// What a state machine does. The value is its data, that which is no state.
pub trait StateMachine: fmt::Debug + Send + Sized + 'static {
    /// What decides how an event is handled.
    type State: Clone + PartialEq + fmt::Debug + Send + 'static;
    /// What `init` is given.
    type Args: Send + 'static;
    /// What can be asked.
    type Call: Message + Clone;
    /// What is answered.
    type Reply: Message;
    /// What can be told without an answer: by others, or by the machine itself.
    type Cast: Message + Clone;

    /// Makes the data and says which state is first, in the new process.
    fn init(args: Self::Args, me: &mut Context) -> impl Future<Output = Init<Self>> + Send;

    /// Handles an event in a state.
    fn handle_event(
        &mut self,
        state: Self::State,
        event: Event<Self>,
        me: &mut Context,
    ) -> impl Future<Output = Transition<Self>> + Send;

    /// The enter call: the machine has come into `state`. At the beginning, `from` is the same state.
    ///
    /// # Panics
    /// The machine does, if this answers with [`Action::Postpone`] or [`Action::NextEvent`]: no event is being handled.
    fn enter(
        &mut self,
        from: Self::State,
        state: Self::State,
        me: &mut Context,
    ) -> impl Future<Output = Vec<Action<Self>>> + Send {
        let _ = (from, state, me);
        async { Vec::new() }
    }

    /// What a message means that is neither call nor cast: `DOWN`, `EXIT`, a letter. Without this callback they are
    /// dropped. Differs: on the BEAM, `handle_event` gets the message as it is.
    fn info(message: Envelope) -> Option<Self::Cast> {
        drop(message);
        None
    }

    /// Puts things in order before the end.
    fn terminate(
        &mut self,
        reason: &ExitReason,
        state: Self::State,
        me: &mut Context,
    ) -> impl Future<Output = ()> + Send {
        let _ = (reason, state, me);
        async {}
    }
}

/// What `init` says.
pub enum Init<M: StateMachine> {
    /// `{ok, State, Data, Actions}`.
    Ok(M::State, M, Vec<Action<M>>),
    /// `ignore`: there is nothing to do; the process ends with `normal`.
    Ignore,
    /// `{stop, Reason}`: it cannot be done.
    Stop(ExitReason),
}

// ANCHOR: event
/// What a machine is told.
pub enum Event<M: StateMachine> {
    /// `{call, From}`: somebody asks, and waits for [`Action::Reply`].
    Call(M::Call, Client<M::Reply>),
    /// `cast`: somebody tells.
    Cast(M::Cast),
    /// `info`: what [`StateMachine::info`] has made of another message.
    Info(M::Cast),
    /// `internal`: what the machine told itself by [`Action::NextEvent`].
    Internal(M::Cast),
    /// A time-out is over.
    Timeout(Timer),
}

/// The three kinds of time-outs. Of each there is one at most; a new one takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// `state_timeout`: so long in this state. A state change cancels it.
    State,
    /// `timeout`: so long without an event. Every event cancels it.
    Event,
    /// `{timeout, Name}`: so long, whatever happens.
    Named(&'static str),
}
// ANCHOR_END: event

// ANCHOR: transition
/// What `handle_event` answers.
pub enum Transition<M: StateMachine> {
    /// `{next_state, State, Data, Actions}`. The same state as before is no change.
    Next(M::State, Vec<Action<M>>),
    /// `{keep_state, Data, Actions}`.
    Keep(Vec<Action<M>>),
    /// `{repeat_state, Data, Actions}`: keep the state, and make its enter call again.
    Repeat(Vec<Action<M>>),
    /// `{stop_and_reply, Reason, Replies}`. The replies go out before `terminate`.
    Stop(ExitReason, Vec<(Client<M::Reply>, M::Reply)>),
}
// ANCHOR_END: transition

// ANCHOR: action
/// What else happens.
pub enum Action<M: StateMachine> {
    /// Answers a call, of this event or of an earlier one.
    Reply(Client<M::Reply>, M::Reply),
    /// Puts this event aside until the state has changed.
    Postpone,
    /// Inserts an event, before all that wait.
    NextEvent(M::Cast),
    /// Sets a time-out. One of zero needs no clock: its event comes when no other waits, before the next message.
    Start(Timer, Duration),
    /// Cancels a time-out.
    Cancel(Timer),
}
// ANCHOR_END: action

impl<M: StateMachine> Transition<M> {
    /// Goes to a state, and does nothing else.
    pub fn next(state: M::State) -> Self {
        Self::Next(state, Vec::new())
    }

    /// Stays, and does nothing else.
    #[must_use]
    pub fn keep() -> Self {
        Self::Keep(Vec::new())
    }

    /// Stays, and answers a call.
    pub fn reply(client: Client<M::Reply>, reply: M::Reply) -> Self {
        Self::Keep(vec![Action::Reply(client, reply)])
    }

    /// Stays, and puts the event aside.
    #[must_use]
    pub fn postpone() -> Self {
        Self::Keep(vec![Action::Postpone])
    }
}

impl<M: StateMachine> Clone for Event<M> {
    fn clone(&self) -> Self {
        match self {
            Self::Call(request, client) => Self::Call(request.clone(), *client),
            Self::Cast(word) => Self::Cast(word.clone()),
            Self::Info(word) => Self::Info(word.clone()),
            Self::Internal(word) => Self::Internal(word.clone()),
            Self::Timeout(timer) => Self::Timeout(*timer),
        }
    }
}

impl<M: StateMachine> fmt::Debug for Event<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(request, _) => write!(f, "call {request:?}"),
            Self::Cast(word) => write!(f, "cast {word:?}"),
            Self::Info(word) => write!(f, "info {word:?}"),
            Self::Internal(word) => write!(f, "internal {word:?}"),
            Self::Timeout(timer) => timer.fmt(f),
        }
    }
}

impl fmt::Display for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State => f.write_str("state_timeout"),
            Self::Event => f.write_str("timeout"),
            Self::Named(name) => write!(f, "timeout {name}"),
        }
    }
}
