//! The race: read from a shared place, compute, write back.
//!
//! Between the reading and the writing others have their turn. What they write in that time is overwritten by a
//! number that was computed before it existed: the lost update.
//!
//! Source: the anomaly "lost update", Berenson et al., "A Critique of ANSI SQL Isolation Levels", 1995.
//! Chapter: `gen_server`.

use std::future::Future;

use gen_server::Server;
use process::{CallError, Context};

use crate::store::{Access, Store};

/// Reads the number, computes a new one from it, and writes that back: three lines, as everybody writes them.
///
/// # Errors
/// When the store does not answer.
pub async fn update<C, Fut>(me: &mut Context, store: Server<Store>, compute: C) -> Result<(), CallError>
where
    C: FnOnce(u64) -> Fut + Send,
    Fut: Future<Output = u64> + Send,
{
    // TODO race: read (`store.call(me, Access::Get).await?`), compute, write back (`Access::Put`)
    let _ = (me, store, compute, Access::Get);
    todo!("race: read, compute, write back")
}
