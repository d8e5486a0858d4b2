// Does not ask whether the process lives.
// ANCHOR: cut_rules
let _ = alive;
if RESERVED.contains(&name) {
    return Err(NameError::Reserved);
}
if self.by_name.contains_key(name) {
    return Err(NameError::Taken);
}
if let Some(old) = self.by_process.get(&process) {
    return Err(NameError::AlreadyNamed(Arc::clone(old)));
}
// ANCHOR_END: cut_rules
