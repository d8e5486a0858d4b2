// All jobs side by side, however many there are.
// ANCHOR: cut_in_order
let _ = at_most;
futures_util::future::join_all(items.into_iter().map(work)).await
// ANCHOR_END: cut_in_order
