// Links the owner with a task whose crash should leave it alone.
// ANCHOR: cut_async_nolink
let owner = me.pid();
let pid = self.take_on(me, once(move |task| run(task, owner, work))).await?;
me.link(pid);
Ok(Task::of(me, pid))
// ANCHOR_END: cut_async_nolink
