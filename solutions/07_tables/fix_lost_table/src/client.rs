//! What callers use: points are added by the server, and read by everybody, from the table itself.
//!
//! Chapter: `tables`.

use gen_server::Server;
use process::{CallError, Context, ExitReason};
use table::{TableError, Tables};
use term::Term;

use crate::scores::{Add, Scores};

/// The name of the table, and of the server that writes into it.
pub(crate) const SCORES: &str = "scores";

// ANCHOR: client
/// Adds points to a player's score, and says how many there are now.
///
/// # Errors
/// When the server does not answer. Points that are no integer make it crash.
pub async fn add(me: &mut Context, player: &str, points: Term) -> Result<i64, CallError> {
    let server = Server::<Scores>::whereis(me.system(), SCORES).ok_or(CallError::Down(ExitReason::NoProc))?;
    server.call(me, Add { player: player.to_owned(), points }).await
}

/// The row of a player, if there is one. Nobody is asked.
///
/// # Errors
/// When there is no such table.
pub fn score(tables: &Tables, me: &Context, player: &str) -> Result<Vec<Term>, TableError> {
    tables.whereis(SCORES).ok_or(TableError::NoTable)?.lookup(me, &player.into())
}
// ANCHOR_END: client
