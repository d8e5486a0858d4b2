// Takes the dead member out everywhere, and tells nobody.
// ANCHOR: cut_death
for group in self.joined.remove(&pid).unwrap_or_default() {
    self.remove(&group, pid);
}
Vec::new()
// ANCHOR_END: cut_death
