// Does the work and sends nothing home.
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
me.send(pid, Order { owner: me.pid(), reference });
Self { pid, reference, owner: me.pid(), result: PhantomData }
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let _order = order(&mut me, owner).await;
let _value = work.await;
// ANCHOR_END: cut_start
