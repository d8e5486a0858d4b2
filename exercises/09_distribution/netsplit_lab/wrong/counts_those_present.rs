// More than half of those who are here.
// ANCHOR: cut_majority
let votes = island.iter().filter(|node| members.contains(node)).count();
votes * 2 > island.len()
// ANCHOR_END: cut_majority
