// Takes down the keys that are named, and passes over the heads that name none.
// ANCHOR: cut_keys
match element(&clause.head, position) {
    Element::Term(key) if !keys.contains(key) => keys.push(key.clone()),
    Element::Pattern(_) if self.clauses.len() == 1 => return None,
    _ => {}
}
// ANCHOR_END: cut_keys
