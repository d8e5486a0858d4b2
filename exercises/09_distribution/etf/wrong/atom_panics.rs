// A name is a name.
// ANCHOR: cut_atoms
let text = match tag {
    tag::ATOM | tag::SMALL_ATOM => letters.iter().copied().map(char::from).collect(),
    _ => String::from_utf8(letters.to_vec()).map_err(|_| DecodeError::Malformed("an atom is no UTF-8"))?,
};
Ok(Atom::new(&text))
// ANCHOR_END: cut_atoms
