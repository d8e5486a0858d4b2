// The rank, used as an index: one place too far, and for p100 outside.
// ANCHOR: cut_p99
let mut sorted = latencies.to_vec();
sorted.sort_unstable();
let index = sorted.len() * percent / 100;
sorted.get(index.min(sorted.len().saturating_sub(1))).copied()
// ANCHOR_END: cut_p99
