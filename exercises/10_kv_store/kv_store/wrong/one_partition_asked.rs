// Asks the first, as if it had everything.
// ANCHOR: cut_everywhere
let _ = (query.plan(), Plan::Scan);
self.partitions.first().into_iter().collect()
// ANCHOR_END: cut_everywhere
