// A process does the work, and the handler waits for it.
// ANCHOR: cut_worker
self.queue.push_back(job);
self.start_some(me);
me.receive::<Down>().await;
Answer::no_reply()
// ANCHOR_END: cut_worker
