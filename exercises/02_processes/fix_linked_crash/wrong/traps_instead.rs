// Survives its worker, and everything else.
// ANCHOR: cut_monitor
me.trap_exit(TrapExit::Yes);
let (worker, monitor) = me.spawn_monitor(move |worker| work(worker, parent, number));
// ANCHOR_END: cut_monitor
