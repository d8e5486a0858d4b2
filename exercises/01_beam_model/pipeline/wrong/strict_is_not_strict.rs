// Leaves the flawed lines out and calls the rest everything.
// ANCHOR: cut_report
Ok(log.lines().flat_map(parse).collect())
// ANCHOR_END: cut_report
