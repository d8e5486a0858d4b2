// Asks about the name and not about the process.
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
// ANCHOR_END: cut_rules
