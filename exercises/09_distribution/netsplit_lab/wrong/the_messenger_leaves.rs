// Lets go of whoever has lost somebody.
// ANCHOR: cut_mesh
if expected {
    return Vec::new();
}
self.up.iter().map(|to| Action::Tell { to: *to, word: Word::Lost(node) }).collect()
// ANCHOR_END: cut_mesh
// ANCHOR: cut_mesh
let _ = (self.me, lost);
if !self.up.remove(&by) {
    return Vec::new();
}
self.leaving.insert(by);
vec![Action::Tell { to: by, word: Word::Leave }]
// ANCHOR_END: cut_mesh
