// Takes the first island that fits.
// ANCHOR: cut_islands
let touches = |other: &Atom| sight.sees(node, *other) || sight.sees(*other, node);
match islands.iter().position(|island| island.iter().any(touches)) {
    Some(at) => islands[at].push(node),
    None => islands.push(vec![node]),
}
// ANCHOR_END: cut_islands
