// The row says so.
// ANCHOR: cut_lookup
let mut found = Vec::new();
for number in self.partitions_of(&key) {
    found.extend(self.keys_table(number)?.lookup(&ANYBODY, &key)?.iter().map(holder));
}
Ok(found)
// ANCHOR_END: cut_lookup
// ANCHOR: cut_lookup
let _ = &self.system;
self.lookup(key).ok()?.pop().map(|(pid, _)| pid)
// ANCHOR_END: cut_lookup
