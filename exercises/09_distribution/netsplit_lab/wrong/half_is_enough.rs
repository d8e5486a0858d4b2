// Half of them is not less than half of them.
// ANCHOR: cut_majority
let votes = island.iter().filter(|node| members.contains(node)).count();
votes * 2 >= members.len()
// ANCHOR_END: cut_majority
