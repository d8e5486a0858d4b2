// Keeps the news to itself.
// ANCHOR: cut_mesh
let _ = (expected, node);
Vec::new()
// ANCHOR_END: cut_mesh
// ANCHOR: cut_mesh
let leaves = if lost == self.me { by } else { lost };
if !self.up.remove(&leaves) {
    return Vec::new();
}
self.leaving.insert(leaves);
vec![Action::Tell { to: leaves, word: Word::Leave }]
// ANCHOR_END: cut_mesh
