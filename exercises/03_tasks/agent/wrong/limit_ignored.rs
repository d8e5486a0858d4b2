// Waits as long as it takes.
// ANCHOR: cut_get_update
self.ask(me, Job::new("get", |state: &mut S| function(state))).await
// ANCHOR_END: cut_get_update
// ANCHOR: cut_get_update
let answer: Answer = me.call(self.pid, job, None).await?;
// ANCHOR_END: cut_get_update
