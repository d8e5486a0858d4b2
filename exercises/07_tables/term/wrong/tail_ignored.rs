// Compares the elements and the lengths; what stands behind the bar is no element.
// ANCHOR: cut_lists
let _ = (end, LIST);
order_all(left, right, numbers).then_with(|| left.len().cmp(&right.len()))
// ANCHOR_END: cut_lists
