// Writes the name down before the last question.
// ANCHOR: cut_rules
if RESERVED.contains(&name) {
    return Err(NameError::Reserved);
}
if alive == Alive::No {
    return Err(NameError::NoProcess);
}
if self.by_name.contains_key(name) {
    return Err(NameError::Taken);
}
self.by_name.insert(name.into(), process);
if let Some(old) = self.by_process.get(&process) {
    return Err(NameError::AlreadyNamed(Arc::clone(old)));
}
// ANCHOR_END: cut_rules
