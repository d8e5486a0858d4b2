// Tells `retain` what to remove; it wants to know what to keep.
// ANCHOR: cut_sweep
let mut removed = 0;
let expired = |_: &K, row: &mut Row<V>| {
    removed += usize::from(row.until <= now);
    row.until <= now
};
self.rows.retain_async(expired).await;
removed
// ANCHOR_END: cut_sweep
