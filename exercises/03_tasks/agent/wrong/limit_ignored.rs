// Waits as long as it takes.
// ANCHOR: cut_get_update
let answer = me.call(self.pid, job, None).await?;
Ok(opened(answer))
// ANCHOR_END: cut_get_update
