//! The same limit, counted by reading first: right for one caller, wrong for two.
//!
//! On the BEAM a process may lose its turn between any two operations, and others run on other cores meanwhile. Here
//! the moment in between is written down as an await, so that a seed can decide what happens in it.
//!
//! Source: the anomaly "lost update", Berenson et al., "A Critique of ANSI SQL Isolation Levels", 1995.
//! Chapter: `tables`.

use process::Pid;
use table::{Table, TableError};
use term::{Term, term};

// ANCHOR: race
/// Whether one more is allowed: looks how many there were, lets others have their turn, writes one more.
///
/// # Errors
/// When the table is gone.
pub async fn hit_by_reading(me: Pid, table: &Table, key: &Term, limit: i64) -> Result<bool, TableError> {
    let row = table.lookup_one(&me, key)?;
    let used = row.and_then(|row| row.as_tuple()?.get(1)?.as_int()).unwrap_or(0);
    tokio::task::yield_now().await;
    if used < limit {
        table.insert(&me, term!({(key), (used + 1)}))?;
    }
    Ok(used < limit)
}
// ANCHOR_END: race
