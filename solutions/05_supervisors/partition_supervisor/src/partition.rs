//! A partition: a child like any other, which is noted under its number each time it starts.
//!
//! The supervisor knows nothing of keys. It starts children, and a start function that writes into the table is all that
//! has to be added.
//!
//! Source: Elixir, `PartitionSupervisor`. Chapter: `supervisors`.

use std::sync::Arc;

use process::{Context, ExitReason, Pid};
use supervisor::{ChildSpec, StartError};

use crate::table::Table;

// ANCHOR: partitions
/// The children of the supervisor: so many partitions, and each gets its number.
pub(crate) fn partitions(count: u64, child: impl Fn(u64) -> ChildSpec, table: &Arc<Table>) -> Vec<ChildSpec> {
    // ANCHOR: cut_start
    (0..count).map(|number| partition(number, child(number), Arc::clone(table))).collect()
    // ANCHOR_END: cut_start => // TODO start: a `partition` for each number from 0 on, made of the `child` with this number
    // ANCHOR_END: cut_start => let _ = (count, child, table, partition, Arc::<Table>::clone);
    // ANCHOR_END: cut_start => todo!("start: the list of children")
}

/// The same child, with its number as its id.
fn partition(number: u64, child: ChildSpec, table: Arc<Table>) -> ChildSpec {
    let (restart, shutdown, kind) = (child.restart, child.shutdown, child.kind);
    let spec = ChildSpec::new(number.to_string(), move |me| {
        let (child, table) = (child.clone(), Arc::clone(&table));
        Box::pin(async move { start(number, &child, &table, me).await })
    });
    // ANCHOR: cut_start
    spec.restart(restart).shutdown(shutdown).kind(kind)
    // ANCHOR_END: cut_start => // TODO start: so far `spec` is a permanent worker, whatever the child was
    // ANCHOR_END: cut_start => let _ = (restart, shutdown, kind);
    // ANCHOR_END: cut_start => spec
}

/// Runs inside the supervisor, at the first start and at every restart.
async fn start(number: u64, child: &ChildSpec, table: &Table, me: &mut Context) -> Result<Pid, StartError> {
    // ANCHOR: cut_start
    let started: Result<Option<Pid>, ExitReason> = child.start(me).await;
    let pid = started.map_err(StartError::Stop)?.ok_or(StartError::Ignore)?;
    table.note(number, pid);
    Ok(pid)
    // ANCHOR_END: cut_start => // TODO start: `child.start(me).await`: a pid, `None` (`StartError::Ignore`) or a reason (`StartError::Stop`).
    // ANCHOR_END: cut_start => // What does the table have to know?
    // ANCHOR_END: cut_start => let _ = (number, child, table, me, Table::note, StartError::Stop as fn(ExitReason) -> StartError);
    // ANCHOR_END: cut_start => todo!("start: a partition starts")
}
// ANCHOR_END: partitions
