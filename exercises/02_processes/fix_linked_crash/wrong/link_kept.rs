// The given code: a monitor added to a link does not undo the link.
// ANCHOR: cut_monitor
let worker = me.spawn_link(move |worker| work(worker, parent, number));
let monitor = me.monitor(worker);
// ANCHOR_END: cut_monitor
