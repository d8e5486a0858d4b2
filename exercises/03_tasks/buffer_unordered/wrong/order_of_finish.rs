// The quicker of the two combinators.
// ANCHOR: cut_in_order
stream::iter(items).map(work).buffer_unordered(at_most).collect().await
// ANCHOR_END: cut_in_order
