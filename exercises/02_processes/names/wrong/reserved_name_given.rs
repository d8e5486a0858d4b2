// Any text is a name.
// ANCHOR: cut_rules
let _ = RESERVED;
if alive == Alive::No {
    return Err(NameError::NoProcess);
}
if self.by_name.contains_key(name) {
    return Err(NameError::Taken);
}
if let Some(old) = self.by_process.get(&process) {
    return Err(NameError::AlreadyNamed(Arc::clone(old)));
}
// ANCHOR_END: cut_rules
