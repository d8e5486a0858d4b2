// Looks at guards and bodies only, so every row must be shown to them.
// ANCHOR: cut_keys
match element(&clause.head, position) {
    Element::Missing => {}
    Element::Term(_) | Element::Pattern(_) => return None,
}
keys.clear();
// ANCHOR_END: cut_keys
