// Acts for those who are there, even if nobody is.
// ANCHOR: cut_lookup
let mut found = Vec::new();
for number in self.partitions_of(&key) {
    found.extend(self.keys_table(number)?.lookup(&ANYBODY, &key)?.iter().map(holder));
}
Ok(found)
// ANCHOR_END: cut_lookup
// ANCHOR: cut_lookup
let (pid, _) = self.lookup(key).ok()?.pop()?;
self.system.is_alive(pid).then_some(pid)
// ANCHOR_END: cut_lookup
// ANCHOR: cut_lookup
for number in self.partitions_of(&key) {
    let rows = self.keys_table(number)?.lookup(&ANYBODY, &key)?;
    let entries: Vec<(Pid, Term)> = rows.iter().map(holder).collect();
    act(&entries);
}
Ok(())
// ANCHOR_END: cut_lookup
