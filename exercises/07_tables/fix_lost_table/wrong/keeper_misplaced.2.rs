// Lets the keeper come back alone.
// ANCHOR: cut_tree
let keeper = ChildSpec::server::<Keeper>(KEEPER, tables.clone(), Options::named(KEEPER));
vec![keeper, scores]
// ANCHOR_END: cut_tree
// ANCHOR: cut_tree
let _ = Strategy::RestForOne;
Flags::default()
// ANCHOR_END: cut_tree
