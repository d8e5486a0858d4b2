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

/// The children of the supervisor: so many partitions, and each gets its number.
pub(crate) fn partitions(count: u64, child: impl Fn(u64) -> ChildSpec, table: &Arc<Table>) -> Vec<ChildSpec> {
    // TODO start: a `partition` for each number from 0 on, made of the `child` with this number
    let _ = (count, child, table, partition, Arc::<Table>::clone);
    todo!("start: the list of children")
}

/// The same child, with its number as its id.
fn partition(number: u64, child: ChildSpec, table: Arc<Table>) -> ChildSpec {
    let (restart, shutdown, kind) = (child.restart, child.shutdown, child.kind);
    let spec = ChildSpec::new(number.to_string(), move |me| {
        let (child, table) = (child.clone(), Arc::clone(&table));
        Box::pin(async move { start(number, &child, &table, me).await })
    });
    // TODO start: so far `spec` is a permanent worker, whatever the child was
    let _ = (restart, shutdown, kind);
    spec
}

/// Runs inside the supervisor, at the first start and at every restart.
async fn start(number: u64, child: &ChildSpec, table: &Table, me: &mut Context) -> Result<Pid, StartError> {
    // TODO start: `child.start(me).await`: a pid, `None` (`StartError::Ignore`) or a reason (`StartError::Stop`).
    // What does the table have to know?
    let _ = (number, child, table, me, Table::note, StartError::Stop as fn(ExitReason) -> StartError);
    todo!("start: a partition starts")
}
