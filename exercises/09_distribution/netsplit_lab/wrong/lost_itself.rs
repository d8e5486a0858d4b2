// Looks for the lost node among those it sees, and is the lost node itself.
// ANCHOR: cut_mesh
if expected {
    return Vec::new();
}
self.up.iter().map(|to| Action::Tell { to: *to, word: Word::Lost(node) }).collect()
// ANCHOR_END: cut_mesh
// ANCHOR: cut_mesh
let _ = (self.me, by);
if !self.up.remove(&lost) {
    return Vec::new();
}
self.leaving.insert(lost);
vec![Action::Tell { to: lost, word: Word::Leave }]
// ANCHOR_END: cut_mesh
