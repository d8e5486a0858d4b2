// Makes a list of what has expired, and removes by the list.
// ANCHOR: cut_sweep
let mut expired = Vec::new();
let note = |key: &K, row: &Row<V>| {
    if row.until <= now {
        expired.push(key.clone());
    }
    true
};
self.rows.iter_async(note).await;
for key in &expired {
    self.rows.remove_async(key).await;
}
expired.len()
// ANCHOR_END: cut_sweep
