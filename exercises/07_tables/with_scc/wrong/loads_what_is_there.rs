// Loads first, and looks afterwards.
// ANCHOR: cut_load
let value = load.await;
let row = self.rows.entry_async(key).await.or_insert(Row { value, until });
row.value.clone()
// ANCHOR_END: cut_load
