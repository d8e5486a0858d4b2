// One helper process works on all items side by side: fast, but they share one fate.
// ANCHOR: cut_side_by_side
let (worker, monitor) = me.spawn_monitor(move |worker| async move {
    let value = work(item).await;
    worker.send(parent, Answer { job: mark, value });
});
Job { worker, monitor, mark }
// ANCHOR_END: cut_side_by_side
// ANCHOR: cut_side_by_side
let work = move |items: Vec<I>| async move {
    let mut waiting: Vec<_> = items.into_iter().map(|item| Box::pin(work(item))).collect();
    let mut ready: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        for (future, slot) in waiting.iter_mut().zip(&mut ready) {
            if slot.is_none() {
                if let std::task::Poll::Ready(value) = future.as_mut().poll(cx) {
                    *slot = Some(value);
                }
            }
        }
        if ready.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    ready
};
let job = start(me, items, work);
let letter = me.receive_where(|letter| concerns::<Vec<Option<T>>>(letter, &job)).await;
let all: Result<Vec<Option<T>>, Failure> = outcome(me, &job, letter);
all.expect("no crash yet").into_iter().map(|value| Ok(value.expect("all are ready"))).collect()
// ANCHOR_END: cut_side_by_side
