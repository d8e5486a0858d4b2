//! A picture of the state, so that the log need not be kept for ever.
//!
//! The engine asks for one from time to time, and throws away the entries it covers. A member that lags so far behind
//! that its entries are gone is sent the picture.
//!
//! Source: openraft 0.9, `RaftSnapshotBuilder`. Chapter: `kv_store`.

use openraft::RaftSnapshotBuilder;

use crate::machine::{Machine, State};
use crate::types::{Snapshot, SnapshotMeta, StorageError, Types};

impl Machine {
    /// Lays a snapshot onto the disk.
    pub(crate) async fn keep(&self, meta: SnapshotMeta, state: State) {
        self.disk.write(|content| content.snapshot = Some((meta, state)));
        self.disk.sync().await;
    }
}

impl RaftSnapshotBuilder<Types> for Machine {
    // ANCHOR: snapshot
    /// The state as it is now. The engine may throw away the entries it covers when this returns.
    async fn build_snapshot(&mut self) -> Result<Snapshot, StorageError> {
        let state = self.state().clone();
        let name = state.applied.map_or_else(String::new, |upto| upto.to_string());
        // ANCHOR: cut_snapshot
        let meta = SnapshotMeta {
            last_log_id: state.applied,
            last_membership: state.membership.clone(),
            snapshot_id: name,
        };
        self.keep(meta.clone(), state.clone()).await;
        Ok(Snapshot { meta, snapshot: Box::new(state) })
        // ANCHOR_END: cut_snapshot => // TODO snapshot: up to where, with whom; and what comes before the engine hears of it?
        // ANCHOR_END: cut_snapshot => let _ = (state, name, SnapshotMeta::default());
        // ANCHOR_END: cut_snapshot => todo!("snapshot: a picture that outlives a crash")
    }
    // ANCHOR_END: snapshot
}
