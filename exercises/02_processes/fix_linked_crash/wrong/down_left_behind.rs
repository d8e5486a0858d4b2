// The monitor goes on after the answer.
// ANCHOR: cut_monitor
let (worker, monitor) = me.spawn_monitor(move |worker| work(worker, parent, number));
// ANCHOR_END: cut_monitor
// ANCHOR: cut_monitor
let _ = Flush::Yes;
// ANCHOR_END: cut_monitor
