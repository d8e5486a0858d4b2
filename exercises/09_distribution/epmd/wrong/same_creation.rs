// The number that was given out last is given out again.
// ANCHOR: cut_register
if self.entries.contains_key(&entry.name) {
    return Answer::Taken { extended };
}
let creation = if extended { self.last.max(4) } else { 1 };
self.entries.insert(entry.name.clone(), Held { entry, by });
Answer::Registered { creation, extended }
// ANCHOR_END: cut_register
