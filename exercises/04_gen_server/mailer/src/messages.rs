//! What is said to the mailer, by others and by itself.
//!
//! Chapter: `gen_server`.

use std::time::Duration;

use crate::client::Status;

/// How often a mail is tried.
pub const ATTEMPTS: u32 = 3;

/// How long a mail rests after an attempt that failed.
pub const PAUSE: Duration = Duration::from_secs(1);

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Request {
    Status,
    AwaitIdle,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Status(Status),
    Idle,
}

/// A mail is handed in.
#[derive(Clone, Debug)]
pub(crate) struct Deliver(pub(crate) String);

/// A mail and how often it was tried, the present attempt included.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) mail: String,
    pub(crate) attempt: u32,
}

/// A message of the server to itself: this mail has rested.
#[derive(Clone, Debug)]
pub(crate) struct Again(pub(crate) Job);

/// What `handle_continue` is told: look what is next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SendNext;
