// The key is what comes first.
// ANCHOR: cut_key
elements.first().ok_or(TableError::NoKeyInRow)
// ANCHOR_END: cut_key
