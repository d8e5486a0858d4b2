// A stream of results, each asked for when the one before has come.
// ANCHOR: cut_in_order
let _ = at_most;
stream::iter(items).then(work).collect().await
// ANCHOR_END: cut_in_order
