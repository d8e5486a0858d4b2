// Treats a list as a tuple: the longer one is the greater one.
// ANCHOR: cut_lists
left.len().cmp(&right.len()).then_with(|| order_all(left, right, numbers)).then_with(|| end(a).cmp(&end(b)))
// ANCHOR_END: cut_lists
