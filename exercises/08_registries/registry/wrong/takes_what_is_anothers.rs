// Deletes the key, whoever has it now.
// ANCHOR: cut_death
let _ = (holder, delete_if(false), Walk::write());
for row in self.pids.take(me, &pid.into())? {
    let (key, number) = noted(&row);
    self.registry.keys_table(number)?.delete(me, key)?;
}
Ok(())
// ANCHOR_END: cut_death
