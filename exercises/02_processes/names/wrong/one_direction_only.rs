// Knows the process of a name, and not the name of a process.
// ANCHOR: cut_register
self.by_name.insert(name.into(), process);
Ok(())
// ANCHOR_END: cut_register
