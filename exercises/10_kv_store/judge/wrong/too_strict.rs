// In the order in which they began.
// ANCHOR: cut_real_time
(0..steps.len()).find(|at| !done.contains(*at)).into_iter().collect()
// ANCHOR_END: cut_real_time
