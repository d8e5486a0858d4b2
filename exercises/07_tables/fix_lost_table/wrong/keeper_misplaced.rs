// Starts the keeper last.
// ANCHOR: cut_tree
let keeper = ChildSpec::server::<Keeper>(KEEPER, tables.clone(), Options::named(KEEPER));
vec![scores, keeper]
// ANCHOR_END: cut_tree
