// The audit stands behind whatever is in the mailbox already.
// ANCHOR: cut_in_between
gen_server::Server::<Self>::new(me.pid()).cast(me, Note::Audit);
Answer::reply(Told::Done)
// ANCHOR_END: cut_in_between
// ANCHOR: cut_in_between
Next::Receive
// ANCHOR_END: cut_in_between
