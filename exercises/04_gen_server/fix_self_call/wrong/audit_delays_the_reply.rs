// The audit is done in time, and the client waits for it.
// ANCHOR: cut_in_between
self.audit().await;
let _ = (me, Audit);
Answer::reply(Told::Done)
// ANCHOR_END: cut_in_between
