//! What partitions are for: dynamic supervisors that share the work of one.
//!
//! A dynamic supervisor starts one child at a time. Several of them start several, if the keys lead to different ones.
//! Who wants to know something of *all* children has to ask every partition, one after the other.
//!
//! Source: Elixir, `PartitionSupervisor`, "Example". Chapter: `supervisors`.

use dynamic_supervisor::{DynamicError, DynamicSupervisor};
use process::{CallError, Context, ExitReason, Pid};

use crate::{ChildSpec, Key, PartitionSupervisor};

/// Starts a child under the dynamic supervisor to which the key leads.
///
/// # Errors
/// Those of the dynamic supervisor; [`DynamicError::NoAnswer`] with `noproc` when it is not there.
pub async fn start_child(
    me: &mut Context,
    supervisors: &PartitionSupervisor,
    key: impl Into<Key>,
    child: ChildSpec,
) -> Result<Option<Pid>, DynamicError> {
    // TODO spread: `DynamicSupervisor::new(…)` of whom the key finds
    let _ = (me, supervisors, key.into(), child, DynamicSupervisor::new, CallError::Down(ExitReason::NoProc));
    todo!("spread: who starts the child?")
}

/// How many children run, in all partitions together.
///
/// # Errors
/// When one of the dynamic supervisors does not answer.
pub async fn active(me: &mut Context, supervisors: &PartitionSupervisor) -> Result<usize, CallError> {
    // TODO spread: nobody knows all children. Whom must we ask?
    let _ = (me, supervisors);
    todo!("spread: how many children are there?")
}
