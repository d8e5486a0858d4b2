// Deletes every row that is accepted.
// ANCHOR: cut_change
if spec.run(row).is_some() {
    count += 1;
    Step::Delete
} else {
    Step::Keep
}
// ANCHOR_END: cut_change
// ANCHOR: cut_change
if !spec.keeps_key(table.key_position()) {
    return Err(SelectError::ChangesKey);
}
let mut count = 0;
visit(table, me, spec, &Walk::write(), |row| match spec.run(row) {
    Some(new) => {
        count += 1;
        Step::Replace(new)
    }
    None => Step::Keep,
})?;
Ok(count)
// ANCHOR_END: cut_change
