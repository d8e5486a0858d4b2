// Inserts a zero when the row is missing, and forgets the addition over it.
// ANCHOR: cut_count
*self.rows.entry_sync(key).and_modify(|number| *number += by).or_insert(0)
// ANCHOR_END: cut_count
