// If each sees the next, then all see all.
// ANCHOR: cut_torn
for pair in island.windows(2) {
    if !sight.meet(pair[0], pair[1]) {
        torn.push((pair[0], pair[1]));
    }
}
// ANCHOR_END: cut_torn
