// Sent is taken for arrived.
// ANCHOR: cut_arrived
let _ = (Ask::Order(title), Told::Accepted);
reports.cast(me, title);
true
// ANCHOR_END: cut_arrived
