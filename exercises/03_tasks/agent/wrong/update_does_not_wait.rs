// Sends the change off and says that it is done.
// ANCHOR: cut_get_update
self.ask(me, Job::new("get", |state: &mut S| function(state))).await
// ANCHOR_END: cut_get_update
// ANCHOR: cut_get_update
let answer: Answer = me.call(self.pid, job, self.limit).await?;
// ANCHOR_END: cut_get_update
// ANCHOR: cut_get_update
me.send(self.pid, Job::new("update", function));
Ok(())
// ANCHOR_END: cut_get_update
