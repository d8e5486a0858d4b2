// A key and its value, then the next key and its value.
// ANCHOR: cut_maps
let pairs = || {
    let pairs = a.iter().zip(b.iter());
    pairs.map(|((k, v), (l, w))| k.cmp(l).then_with(|| order(v, w, numbers))).find(|found| found.is_ne())
};
a.len().cmp(&b.len()).then_with(|| pairs().unwrap_or(Ordering::Equal))
// ANCHOR_END: cut_maps
