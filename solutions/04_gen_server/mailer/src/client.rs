//! What callers use: a cast to hand a mail in, calls to learn what became of it.
//!
//! Source: OTP, `gen_server:cast/2`, `call/3`. Chapter: `gen_server`.

use std::fmt;
use std::time::Duration;

use gen_server::{Options, Server, StartError, start_link};
use process::{CallError, Context, ExitReason, Pid};

use crate::messages::{Deliver, Reply, Request};
use crate::server::MailServer;
use crate::transport::Transport;

/// A mailer, as its clients see it.
#[derive(Clone, Copy, Debug)]
pub struct Mailer(Server<MailServer>);

/// What the mailer has done and what it has before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Mails that wait for their turn or for another attempt.
    pub waiting: usize,
    /// Mails on their way now: none or one.
    pub on_its_way: usize,
    /// How many were sent.
    pub sent: usize,
    /// What was given up, in the order in which it was.
    pub failed: Vec<Failure>,
}

/// A mail that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The mail.
    pub mail: String,
    /// How its last attempt ended.
    pub reason: ExitReason,
}

impl Mailer {
    /// Starts a mailer that is linked with this process, under the name `mailer`.
    ///
    /// # Errors
    /// When the name is taken.
    pub async fn start_link(me: &mut Context, transport: Transport) -> Result<Self, StartError> {
        start_link(me, transport, Options::named("mailer")).await.map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    // ANCHOR: client
    /// Hands a mail in and returns at once. Nobody says whether there is a mailer that has got it.
    pub fn deliver(self, me: &Context, mail: &str) {
        self.0.cast(me, Deliver(mail.to_owned()));
    }

    /// Waits until every mail that this process has handed in is sent or given up, for `limit` at most.
    ///
    /// # Errors
    /// When the limit passes first, or the mailer ends.
    pub async fn await_idle(self, me: &mut Context, limit: Duration) -> Result<(), CallError> {
        self.0.call_within(me, Request::AwaitIdle, Some(limit)).await.map(|_| ())
    }
    // ANCHOR_END: client

    /// What it has done and what it has before it, without waiting for any mail.
    ///
    /// # Errors
    /// When there is no mailer.
    pub async fn status(self, me: &mut Context) -> Result<Status, CallError> {
        match self.0.call(me, Request::Status).await? {
            Reply::Status(status) => Ok(status),
            Reply::Idle => unreachable!("a question for the status is answered with a status"),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waiting, on_its_way, sent, failed } = self;
        write!(f, "{waiting} waiting, {on_its_way} on its way, {sent} sent, {} failed", failed.len())
    }
}
