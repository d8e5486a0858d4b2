// Asks all of them, whatever the query says.
// ANCHOR: cut_everywhere
let _ = (query.plan(), Plan::Scan);
self.partitions.iter().collect()
// ANCHOR_END: cut_everywhere
