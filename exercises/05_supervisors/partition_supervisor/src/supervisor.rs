//! The partition supervisor, as callers use it: an ordinary supervisor, and a table beside it.
//!
//! Left out: names. In Elixir the table is found by the supervisor's name, through `{:via, PartitionSupervisor, {name,
//! key}}`; here whoever has the handle has the table.
//! Source: Elixir, `PartitionSupervisor`. Chapter: `supervisors`.

use std::sync::Arc;
use std::time::Duration;

use process::{CallError, Context, ExitReason, Pid};
use supervisor::{ChildInfo, ChildSpec, Count, Flags, Options, StartError, Supervisor};

use crate::Key;
use crate::partition;
use crate::table::Table;

/// A partition supervisor, as others see it. Clones are handles to the same one.
#[derive(Clone, Debug)]
pub struct PartitionSupervisor {
    supervisor: Supervisor,
    partitions: u64,
    table: Arc<Table>,
}

/// Starts a supervisor that is linked with this process, and so many partitions, one after another. `child` makes the
/// child of each number. (In Elixir there are as many partitions as schedulers, unless told otherwise.)
///
/// # Errors
/// As with [`supervisor::start_link`].
///
/// # Panics
/// Without a partition: a key would lead nowhere.
pub async fn start_link(
    me: &mut Context,
    partitions: u64,
    child: impl Fn(u64) -> ChildSpec,
    flags: Flags,
    options: Options,
) -> Result<PartitionSupervisor, StartError> {
    assert!(partitions > 0, "a partition supervisor has at least one partition");
    let table = Arc::new(Table::default());
    let children = partition::partitions(partitions, child, &table);
    let supervisor = supervisor::start_link(me, children, flags, options).await?;
    Ok(PartitionSupervisor { supervisor, partitions, table })
}

impl PartitionSupervisor {
    /// Its process.
    #[must_use]
    pub fn pid(&self) -> Pid {
        self.supervisor.pid()
    }

    /// How many partitions there are.
    #[must_use]
    pub fn partitions(&self) -> u64 {
        self.partitions
    }

    /// The process to which this key leads. It is looked up and nobody is asked: until a partition that has ended is
    /// started again, its keys find the process it was. `None`: it said `ignore`.
    #[must_use]
    pub fn partition_for(&self, key: impl Into<Key>) -> Option<Pid> {
        self.table.find(key.into().partition(self.partitions))
    }

    /// The partitions in the order of their numbers, as the table knows them.
    #[must_use]
    pub fn pids(&self) -> Vec<Pid> {
        self.table.all()
    }

    /// All partitions, the last one first.
    ///
    /// # Errors
    /// When the supervisor does not answer.
    pub async fn which_children(&self, me: &mut Context) -> Result<Vec<ChildInfo>, CallError> {
        self.supervisor.which_children(me).await
    }

    /// How many partitions there are, and how many of them run.
    ///
    /// # Errors
    /// When the supervisor does not answer.
    pub async fn count_children(&self, me: &mut Context) -> Result<Count, CallError> {
        self.supervisor.count_children(me).await
    }

    /// Ends the supervisor, its partitions before it in reverse order, and waits until that is done.
    ///
    /// # Errors
    /// The reason with which it ended, if it was another one; `noproc` if there was no such process; `timeout` after
    /// `limit`.
    pub async fn stop(
        &self,
        me: &mut Context,
        reason: ExitReason,
        limit: Option<Duration>,
    ) -> Result<(), ExitReason> {
        self.supervisor.stop(me, reason, limit).await
    }
}
