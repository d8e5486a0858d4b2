//! The behaviour: which callbacks a server has, and what each may answer.
//!
//! A callback gets the state and one message, changes the state, and says what is next. It never receives: the loop
//! does that, and so every message is handled to its end before the next is looked at.
//!
//! Source: OTP, `gen_server`, "Callback Functions". Chapter: `gen_server`.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use process::{Caller, Context, Envelope, ExitReason, Message};

/// What a server does. The value is its state; `Debug` is what `sys:get_state/1` shows of it.
pub trait GenServer: fmt::Debug + Send + Sized + 'static {
    /// What `init` is given.
    type Args: Send + 'static;
    /// What can be asked.
    type Call: Message;
    /// What is answered.
    type Reply: Message;
    /// What can be told without an answer.
    type Cast: Message;
    /// What the server tells itself to go on with, before the next message.
    type Continue: Send + 'static;

    /// Makes the state, in the new process. Whoever starts the server waits for this.
    fn init(args: Self::Args, me: &mut Context) -> impl Future<Output = Init<Self>> + Send;

    /// Handles a request. The client waits; an answer may also come later, through `from`.
    fn handle_call(
        &mut self,
        request: Self::Call,
        from: Client<Self::Reply>,
        me: &mut Context,
    ) -> impl Future<Output = Answer<Self>> + Send;

    /// Handles a message that nobody waits for. Without this callback a cast is an error of whoever sends it, and
    /// the server crashes.
    fn handle_cast(
        &mut self,
        message: Self::Cast,
        me: &mut Context,
    ) -> impl Future<Output = Next<Self>> + Send {
        let _ = me;
        async move { panic!("no handle_cast for {message:?}") }
    }

    /// Handles everything else: plain messages, `DOWN`, `EXIT`, [`Timeout`]. Without this callback they are dropped.
    fn handle_info(
        &mut self,
        message: Envelope,
        me: &mut Context,
    ) -> impl Future<Output = Next<Self>> + Send {
        let _ = (message, me);
        async { Next::Receive }
    }

    /// Goes on with what [`Next::Continue`] named. No message is handled in between. Who says it must have this
    /// callback.
    fn handle_continue(
        &mut self,
        go_on: Self::Continue,
        me: &mut Context,
    ) -> impl Future<Output = Next<Self>> + Send {
        let _ = (go_on, me);
        async { panic!("no handle_continue") }
    }

    /// Puts things in order before the end: after [`Next::Stop`], after a panic, and when the parent orders it and
    /// the server traps exits. An exit signal that is not trapped ends the server without it.
    ///
    /// Differs: after a panic the BEAM passes the state as it was before the message; here it is as the panic left it.
    /// And a callback that ends its process itself, by [`Context::stop`], is not heard of here: it says
    /// [`Next::Stop`] instead. A reply that is still owed is lost if this callback panics; the BEAM sends it.
    fn terminate(&mut self, reason: &ExitReason, me: &mut Context) -> impl Future<Output = ()> + Send {
        let _ = (reason, me);
        async {}
    }
}

/// What `init` says.
pub enum Init<S: GenServer> {
    /// `{ok, State}`, and what is next.
    Ok(S, Next<S>),
    /// `ignore`: there is nothing to do; the process ends with `normal`.
    Ignore,
    /// `{stop, Reason}`: it cannot be done.
    Stop(ExitReason),
}

impl<S: GenServer> Init<S> {
    /// The state is made; messages may come.
    pub fn ok(state: S) -> Self {
        Self::Ok(state, Next::Receive)
    }
}

/// What `handle_call` says.
pub enum Answer<S: GenServer> {
    /// `{reply, Reply, State}`, and what is next. With [`Next::Stop`] the reply goes out after `terminate`.
    Reply(S::Reply, Next<S>),
    /// `{noreply, State}`, and what is next: somebody answers through [`Client::reply`], later.
    NoReply(Next<S>),
}

impl<S: GenServer> Answer<S> {
    /// Answers, and waits for the next message.
    pub fn reply(reply: S::Reply) -> Self {
        Self::Reply(reply, Next::Receive)
    }

    /// Does not answer now, and waits for the next message.
    #[must_use]
    pub fn no_reply() -> Self {
        Self::NoReply(Next::Receive)
    }
}

/// What a server does next.
pub enum Next<S: GenServer> {
    /// Wait for a message.
    Receive,
    /// Wait for a message, for this long at most; then `handle_info` gets [`Timeout`].
    Timeout(Duration),
    /// Call `handle_continue`, before any message.
    Continue(S::Continue),
    /// Call `terminate`, and end with this reason.
    Stop(ExitReason),
}

/// The message `timeout`: none came in the time that [`Next::Timeout`] named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout;

/// Who waits for a reply: `from`. It counts once; a second reply is dropped.
pub struct Client<R> {
    caller: Caller,
    reply: PhantomData<fn(R)>,
}

impl<R: Message> Client<R> {
    /// Whoever waits behind this [`Caller`]. Only for libraries that bring requests from elsewhere.
    #[must_use]
    pub fn new(caller: Caller) -> Self {
        Self { caller, reply: PhantomData }
    }

    /// Replies, in the name of any process: `gen_server:reply/2`. If nobody waits any more, the reply is dropped.
    #[track_caller]
    pub fn reply(self, me: &Context, reply: R) {
        me.reply(self.caller, reply);
    }

    /// The process that asked.
    #[must_use]
    pub fn pid(&self) -> process::Pid {
        self.caller.pid()
    }
}

impl<R> Clone for Client<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Client<R> {}

impl<R> fmt::Debug for Client<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.caller.pid())
    }
}
