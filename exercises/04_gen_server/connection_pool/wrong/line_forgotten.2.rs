// A dead holder's connection becomes free, past those who wait.
// ANCHOR: cut_crash
if let Some(at) = self.held.iter().position(|held| held.ticket == ticket) {
    let held = self.held.remove(at);
    self.free.push_back(held.connection);
}
Vec::new()
// ANCHOR_END: cut_crash
