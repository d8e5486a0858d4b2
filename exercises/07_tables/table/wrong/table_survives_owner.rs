// Without an heir, nothing happens to the table.
// ANCHOR: cut_owner
if let Some(heir) = table.heir() {
    if self.own(&mut state, heir.process, &table).is_ok() {
        inherited.push((table, heir));
    } else {
        gone.push(table);
    }
}
// ANCHOR_END: cut_owner
