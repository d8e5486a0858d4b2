// A chain is as strong as its weakest link, so twelve services fail as often as one. They do not.
// ANCHOR: cut_hop_costs
stages.iter().map(|stage| stage.iter().map(|hop| hop.micros()).max().unwrap_or(0)).sum()
// ANCHOR_END: cut_hop_costs
// ANCHOR: cut_hop_costs
let _ = services;
down as u64
// ANCHOR_END: cut_hop_costs
