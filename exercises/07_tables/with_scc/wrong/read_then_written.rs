// Looks, adds and writes: three steps, and others have room between them.
// ANCHOR: cut_count
let number = self.value(&key) + by;
self.rows.upsert_sync(key, number);
number
// ANCHOR_END: cut_count
