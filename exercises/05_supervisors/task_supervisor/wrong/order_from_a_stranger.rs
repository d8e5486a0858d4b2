// Takes the supervisor for the owner: it is the supervisor that starts the task.
// ANCHOR: cut_async_nolink
let owner = self.pid();
let pid = self.take_on(me, once(move |task| run(task, owner, work))).await?;
Ok(Task::of(me, pid))
// ANCHOR_END: cut_async_nolink
