// Watches the task and forgets the link: when the owner ends, the task works on for nobody.
// ANCHOR: cut_start
let pid = me.spawn(move |task| run(task, owner, work));
Task::of(me, pid)
// ANCHOR_END: cut_start
