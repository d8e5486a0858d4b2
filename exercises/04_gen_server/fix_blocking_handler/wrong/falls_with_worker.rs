// Links the shop with each worker.
// ANCHOR: cut_worker
self.queue.push_back(job);
self.start_some(me);
Answer::no_reply()
// ANCHOR_END: cut_worker
// ANCHOR: cut_worker
let supplier = self.supplier.clone();
let worker = me.spawn_link(move |worker| async move {
    let quote = supplier.ask(job.item).await;
    job.from.reply(&worker, Reply::Quote(Ok(quote)));
});
self.running.insert(me.monitor(worker), job.from);
// ANCHOR_END: cut_worker
