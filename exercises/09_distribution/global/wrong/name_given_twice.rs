// Looks at the name only.
// ANCHOR: cut_register
!self.by_name.contains_key(&entry.name)
// ANCHOR_END: cut_register
// ANCHOR: cut_register
let before = self.remove(&entry.name);
*self.counts.entry(entry.process).or_default() += 1;
self.by_name.insert(entry.name.clone(), entry);
before
// ANCHOR_END: cut_register
