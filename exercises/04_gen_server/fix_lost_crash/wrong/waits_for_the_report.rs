// Calls, and asks for the wrong thing.
// ANCHOR: cut_arrived
let told = reports.call(me, Ask::Make(title)).await;
told.is_ok_and(|told| told != Told::Accepted)
// ANCHOR_END: cut_arrived
