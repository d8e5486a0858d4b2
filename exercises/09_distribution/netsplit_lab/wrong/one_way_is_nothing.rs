// Who is seen and does not see back is on another island.
// ANCHOR: cut_islands
let touches = |other: &Atom| sight.meet(node, *other);
let (near, far): (Vec<_>, Vec<_>) = islands.into_iter().partition(|island| island.iter().any(touches));
let mut island = near.concat();
island.push(node);
islands = far;
islands.push(island);
// ANCHOR_END: cut_islands
