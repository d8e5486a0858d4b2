// One row after the other.
// ANCHOR: cut_insert
for row in rows {
    let key = self.key_of(row)?;
    let mut locked = self.0.rows.lock([key].into_iter());
    if !such(locked.get(key)) {
        return Ok(false);
    }
    locked.change(key, |there| self.put(there, row.clone()));
}
Ok(true)
// ANCHOR_END: cut_insert
