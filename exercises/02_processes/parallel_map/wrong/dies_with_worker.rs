// Links itself with its workers, and watches them too: the first crash takes it along.
// ANCHOR: cut_side_by_side
let worker = me.spawn_link(move |worker| async move {
    let value = work(item).await;
    worker.send(parent, Answer { job: mark, value });
});
let monitor = me.monitor(worker);
Job { worker, monitor, mark }
// ANCHOR_END: cut_side_by_side
