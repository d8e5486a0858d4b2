// Every atom is UTF-8.
// ANCHOR: cut_atoms
let _ = tag;
let text = std::str::from_utf8(letters).map_err(|_| DecodeError::Malformed("an atom is no UTF-8"))?;
Ok(Atom::try_new(text)?)
// ANCHOR_END: cut_atoms
