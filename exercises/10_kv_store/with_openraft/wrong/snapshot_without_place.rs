// The state has its place in it; why say it twice?
// ANCHOR: cut_snapshot
let meta = SnapshotMeta { snapshot_id: name, ..SnapshotMeta::default() };
self.keep(meta.clone(), state.clone()).await;
Ok(Snapshot { meta, snapshot: Box::new(state) })
// ANCHOR_END: cut_snapshot
