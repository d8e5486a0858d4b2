// Adds up everything that is asked, also what is asked at the same time.
// ANCHOR: cut_hop_costs
stages.iter().flatten().map(|hop| hop.micros()).sum()
// ANCHOR_END: cut_hop_costs
