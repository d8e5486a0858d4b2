// Starts the process itself: a task of nobody, in nobody's list.
// ANCHOR: cut_start_child
let _ = restart;
Ok(me.spawn(move |task| {
    let work = work();
    async move {
        let _mailbox = task;
        work.await
    }
}))
// ANCHOR_END: cut_start_child
