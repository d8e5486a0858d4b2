// Compares the keys as all other numbers.
// ANCHOR: cut_maps
let keys = || a.keys().zip(b.keys()).map(|(a, b)| order(a, b, numbers)).find(|found| found.is_ne());
let values = || a.values().zip(b.values()).map(|(a, b)| order(a, b, numbers)).find(|found| found.is_ne());
a.len().cmp(&b.len()).then_with(|| keys().or_else(values).unwrap_or(Ordering::Equal))
// ANCHOR_END: cut_maps
