// The heir is told, and the table goes all the same.
// ANCHOR: cut_owner
if let Some(heir) = table.heir()
    && self.own(&mut state, heir.process, &table).is_ok()
{
    inherited.push((table.clone(), heir));
}
gone.push(table);
// ANCHOR_END: cut_owner
