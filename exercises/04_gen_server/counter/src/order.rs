//! When is a cast counted? Nobody says so; but what one process sends to another arrives in the order of sending.
//!
//! So an answer that I get is about everything that *I* have sent before. About what others have sent it says nothing:
//! each of them has to ask for itself.
//!
//! Source: Erlang Reference Manual, "Processes", "Signals". Chapter: `gen_server`.

use gen_server::Server;
use process::{CallError, Context, Down};

use crate::server::{Counter, Message, Request};

/// Adds one, `times` times, by cast, and says what the counter shows when all of them are counted. It waits once.
///
/// # Errors
/// When the counter does not answer.
pub async fn add_each(me: &mut Context, counter: Server<Counter>, times: u64) -> Result<u64, CallError> {
    // TODO order: `times` casts; then which one call tells that they are counted?
    let _ = (me, counter, times, Message::Add(1), Request::Value);
    todo!("order: many casts, one call")
}

/// Has `helpers` processes add one, `times` times each, and says what the counter shows when all is counted.
///
/// # Errors
/// When the counter does not answer.
pub async fn add_side_by_side(
    me: &mut Context,
    counter: Server<Counter>,
    helpers: usize,
    times: u64,
) -> Result<u64, CallError> {
    // TODO order: `me.spawn_monitor` the helpers; which letter says that one of them has been answered?
    let _ = (helpers, times, |down: &Down| down.reference);
    counter.call(me, Request::Value).await
}
