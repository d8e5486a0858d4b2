// Lets the slowest question of the whole page decide, as if the stages ran side by side.
// ANCHOR: cut_hop_costs
stages.iter().flatten().map(|hop| hop.micros()).max().unwrap_or(0)
// ANCHOR_END: cut_hop_costs
