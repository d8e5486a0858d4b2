// The last who asks has the name.
// ANCHOR: cut_register
let creation = self.next_creation(extended);
self.entries.insert(entry.name.clone(), Held { entry, by });
Answer::Registered { creation, extended }
// ANCHOR_END: cut_register
