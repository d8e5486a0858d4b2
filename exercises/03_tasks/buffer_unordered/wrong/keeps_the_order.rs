// The results come one by one, but in the order of the items.
// ANCHOR: cut_as_they_come
stream::iter(items).map(work).buffered(at_most)
// ANCHOR_END: cut_as_they_come
