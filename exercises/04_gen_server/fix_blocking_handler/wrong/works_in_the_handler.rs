// The given code.
// ANCHOR: cut_worker
let _ = (Self::start_some, me);
let quote = self.supplier.clone().ask(job.item).await;
Answer::reply(Reply::Quote(Ok(quote)))
// ANCHOR_END: cut_worker
