// Puts in place whatever comes out.
// ANCHOR: cut_change
if says_true(spec, row) {
    count += 1;
    Step::Delete
} else {
    Step::Keep
}
// ANCHOR_END: cut_change
// ANCHOR: cut_change
let _ = SelectError::ChangesKey;
let mut count = 0;
let rows = table.rows(me)?;
for (row, new) in rows.iter().filter_map(|row| Some((row, spec.run(row)?))) {
    table.delete_object(me, row)?;
    table.insert(me, new)?;
    count += 1;
}
Ok(count)
// ANCHOR_END: cut_change
