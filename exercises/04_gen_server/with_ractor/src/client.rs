//! A call, and the three ways in which it can come back.
//!
//! Source: ractor 0.16, `ActorRef::call`, `CallResult`. Chapter: `gen_server`.

use std::time::Duration;

use ractor::ActorRef;
use ractor::rpc::CallResult;

use crate::counter::Message;

/// Why a call came back without a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No reply came in time. The actor may still work on the request.
    Late,
    /// The actor was gone, or it ended with the request in its hand. For which reason, the call does not say.
    Gone,
}

/// Asks a counter for its value, and waits for `limit` at most; `None` is for ever.
///
/// # Errors
/// When no reply came.
pub async fn value(counter: &ActorRef<Message>, limit: Option<Duration>) -> Result<u64, Failure> {
    // TODO call: `counter.call(Message::Value, limit)`; a reply, no reply in time, nobody there
    let _ = (counter, limit, |result: CallResult<u64>| result);
    todo!("call: ask, and tell the ways apart in which it can end")
}
