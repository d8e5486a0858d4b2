// Writes over the name, and leaves its old owner in the other map.
// ANCHOR: cut_register
!self.by_name.contains_key(&entry.name) && !self.counts.contains_key(&entry.process)
// ANCHOR_END: cut_register
// ANCHOR: cut_register
*self.counts.entry(entry.process).or_default() += 1;
self.by_name.insert(entry.name.clone(), entry)
// ANCHOR_END: cut_register
