// Gives the order a reference of its own: the reply and the monitor do not fit together.
// ANCHOR: cut_start
let pid = me.spawn_link(move |task| run(task, owner, work));
Task::of(me, pid)
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let pid = me.spawn(move |task| run(task, owner, work));
Task::of(me, pid)
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let reference = me.monitor(pid);
me.send(pid, Order { owner: me.pid(), reference: me.system().make_ref() });
Self { pid, reference, owner: me.pid(), result: PhantomData }
// ANCHOR_END: cut_start
