// Whatever is not done may come next.
// ANCHOR: cut_real_time
(0..steps.len()).filter(|at| !done.contains(*at)).collect()
// ANCHOR_END: cut_real_time
