// Reports every end of a connection, also one of its own making.
// ANCHOR: cut_mesh
let _ = expected;
self.up.iter().map(|to| Action::Tell { to: *to, word: Word::Lost(node) }).collect()
// ANCHOR_END: cut_mesh
// ANCHOR: cut_mesh
let leaves = if lost == self.me { by } else { lost };
if !self.up.remove(&leaves) {
    return Vec::new();
}
self.leaving.insert(leaves);
vec![Action::Tell { to: leaves, word: Word::Leave }]
// ANCHOR_END: cut_mesh
