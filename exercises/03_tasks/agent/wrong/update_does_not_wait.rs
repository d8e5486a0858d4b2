// Sends the change off and says that it is done.
// ANCHOR: cut_get_update
let answer = me.call(self.pid, job, self.limit).await?;
Ok(opened(answer))
// ANCHOR_END: cut_get_update
// ANCHOR: cut_get_update
me.send(self.pid, Job::new("update", function));
Ok(())
// ANCHOR_END: cut_get_update
