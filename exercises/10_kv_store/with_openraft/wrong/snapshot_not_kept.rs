// Hands the picture to the engine, which will know what to do with it.
// ANCHOR: cut_snapshot
let meta = SnapshotMeta {
    last_log_id: state.applied,
    last_membership: state.membership.clone(),
    snapshot_id: name,
};
Ok(Snapshot { meta, snapshot: Box::new(state) })
// ANCHOR_END: cut_snapshot
