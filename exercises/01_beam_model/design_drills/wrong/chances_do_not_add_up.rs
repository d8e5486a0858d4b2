// Adds the failures up: twelve coins would fail more often than always.
// ANCHOR: cut_hop_costs
stages.iter().map(|stage| stage.iter().map(|hop| hop.micros()).max().unwrap_or(0)).sum()
// ANCHOR_END: cut_hop_costs
// ANCHOR: cut_hop_costs
(f64::from(services) * down) as u64
// ANCHOR_END: cut_hop_costs
