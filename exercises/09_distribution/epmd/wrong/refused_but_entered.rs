// Enters the name, and looks afterwards who had it.
// ANCHOR: cut_register
let creation = self.next_creation(extended);
let before = self.entries.insert(entry.name.clone(), Held { entry, by });
match before {
    Some(_) => Answer::Taken { extended },
    None => Answer::Registered { creation, extended },
}
// ANCHOR_END: cut_register
