//! What partitions are for: dynamic supervisors that share the work of one.
//!
//! A dynamic supervisor starts one child at a time. Several of them start several, if the keys lead to different ones.
//! Who wants to know something of *all* children has to ask every partition, one after the other.
//!
//! Source: Elixir, `PartitionSupervisor`, "Example". Chapter: `supervisors`.

use dynamic_supervisor::{DynamicError, DynamicSupervisor};
use process::{CallError, Context, ExitReason, Pid};

use crate::{ChildSpec, Key, PartitionSupervisor};

// ANCHOR: spread
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
    // ANCHOR: cut_spread
    let noproc = DynamicError::NoAnswer(CallError::Down(ExitReason::NoProc));
    let pid = supervisors.partition_for(key).ok_or(noproc)?;
    DynamicSupervisor::new(pid).start_child(me, child).await
    // ANCHOR_END: cut_spread => // TODO spread: `DynamicSupervisor::new(…)` of whom the key finds
    // ANCHOR_END: cut_spread => let _ = (me, supervisors, key.into(), child, DynamicSupervisor::new, CallError::Down(ExitReason::NoProc));
    // ANCHOR_END: cut_spread => todo!("spread: who starts the child?")
}

/// How many children run, in all partitions together.
///
/// # Errors
/// When one of the dynamic supervisors does not answer.
pub async fn active(me: &mut Context, supervisors: &PartitionSupervisor) -> Result<usize, CallError> {
    // ANCHOR: cut_spread
    let mut active = 0;
    for pid in supervisors.pids() {
        active += DynamicSupervisor::new(pid).count_children(me).await?.active;
    }
    Ok(active)
    // ANCHOR_END: cut_spread => // TODO spread: nobody knows all children. Whom must we ask?
    // ANCHOR_END: cut_spread => let _ = (me, supervisors);
    // ANCHOR_END: cut_spread => todo!("spread: how many children are there?")
}
// ANCHOR_END: spread
