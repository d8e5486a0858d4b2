//! The server: it alone looks at the clock, and it has itself woken in order to sweep.
//!
//! The clock is tokio's, so a test can make it stand still and jump. A timer is a message that comes later; it finds
//! the server between two other messages, and needs no lock and no thread.
//!
//! Source: OTP, `gen_server`, `handle_info/2`; `erlang:send_after/3`. Chapter: `gen_server`.

use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope};
use tokio::time::Instant;

use crate::core::Cache;

// ANCHOR: server
/// A cache, as a server.
#[derive(Debug)]
pub struct TtlCache {
    cache: Cache,
    settings: Settings,
    started: Instant,
}

/// How a cache forgets.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long an entry lives when nothing else is said.
    pub ttl: Duration,
    /// How often everything that has expired is removed.
    pub sweep_every: Duration,
}

impl Default for Settings {
    /// A minute each.
    fn default() -> Self {
        Self { ttl: Duration::from_secs(60), sweep_every: Duration::from_secs(60) }
    }
}

/// The message with which the server wakes itself.
#[derive(Clone, Copy, Debug)]
pub struct Sweep;
// ANCHOR_END: server

/// What can be asked of a [`TtlCache`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "as the functions of `client` say")]
pub enum Request {
    Get(String),
    Delete(String),
    Size,
    Stored,
}

/// What a [`TtlCache`] answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// To `Get` and `Delete`: the value, if it was alive.
    Value(Option<String>),
    /// To `Size` and `Stored`: how many.
    Count(usize),
}

/// What a [`TtlCache`] can be told.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "as the functions of `client` say")]
pub enum Message {
    Put { key: String, value: String, ttl: Option<Duration> },
}

// ANCHOR: now
impl TtlCache {
    /// The time, as the core counts it: since the server has started.
    fn now(&self) -> Duration {
        // ANCHOR: cut_serve
        self.started.elapsed()
        // ANCHOR_END: cut_serve => // TODO serve: how long ago has the server `started`?
        // ANCHOR_END: cut_serve => let _ = (self.started, Instant::now);
        // ANCHOR_END: cut_serve => todo!("serve: what time is it?")
    }
}
// ANCHOR_END: now

// ANCHOR: callbacks
impl GenServer for TtlCache {
    type Args = Settings;
    type Call = Request;
    type Reply = Reply;
    type Cast = Message;
    type Continue = ();

    async fn init(settings: Settings, me: &mut Context) -> Init<Self> {
        // ANCHOR: cut_sweep
        me.send_after(settings.sweep_every, me.pid(), Sweep);
        // ANCHOR_END: cut_sweep => let _ = me; // TODO sweep: have a `Sweep` sent to this process
        Init::ok(Self { cache: Cache::default(), settings, started: Instant::now() })
    }

    async fn handle_call(&mut self, request: Request, _: Client<Reply>, _: &mut Context) -> Answer<Self> {
        Answer::reply(match request {
            Request::Get(key) => Reply::Value(self.cache.get(&key, self.now()).map(str::to_owned)),
            Request::Delete(key) => Reply::Value(self.cache.delete(&key, self.now())),
            Request::Size => Reply::Count(self.cache.size(self.now())),
            Request::Stored => Reply::Count(self.cache.stored()),
        })
    }

    async fn handle_cast(&mut self, message: Message, _: &mut Context) -> Next<Self> {
        let Message::Put { key, value, ttl } = message;
        // ANCHOR: cut_serve
        self.cache.put(key, value, ttl.unwrap_or(self.settings.ttl), self.now());
        Next::Receive
        // ANCHOR_END: cut_serve => // TODO serve: put it, for its own time to live or for that of the settings
        // ANCHOR_END: cut_serve => let _ = (key, value, ttl, self.settings.ttl);
        // ANCHOR_END: cut_serve => todo!("serve: tell the core, and tell it the time")
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        // ANCHOR: cut_sweep
        if message.is::<Sweep>() {
            self.cache.sweep(self.now());
            me.send_after(self.settings.sweep_every, me.pid(), Sweep);
        }
        // ANCHOR_END: cut_sweep => let _ = (message, me, self.settings.sweep_every); // TODO sweep: what if it is a `Sweep`?
        Next::Receive
    }
}
// ANCHOR_END: callbacks
