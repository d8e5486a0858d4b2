// The latest registration wins.
// ANCHOR: cut_rules
if RESERVED.contains(&name) {
    return Err(NameError::Reserved);
}
if alive == Alive::No {
    return Err(NameError::NoProcess);
}
if let Some(old) = self.by_process.get(&process) {
    return Err(NameError::AlreadyNamed(Arc::clone(old)));
}
// ANCHOR_END: cut_rules
