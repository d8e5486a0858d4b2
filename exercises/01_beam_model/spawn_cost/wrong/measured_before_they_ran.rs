// The meters are read while all the tasks still stand in the queue.
// ANCHOR: cut_tasks
let gate = Gate::closed();
let (heap, begin) = (heap_bytes(), Instant::now());
let mut tasks = Vec::with_capacity(n);
for _ in 0..n {
    let (census, gate) = (census.clone(), gate.clone());
    tasks.push(tokio::spawn(async move {
        let _here = census.enter();
        gate.pass().await;
    }));
}
let cost = Cost { alive: census.alive(), took: begin.elapsed(), bytes: heap_bytes() - heap };
gate.open();
for task in tasks {
    task.await.expect("a task that waits at a gate does not panic");
}
cost
// ANCHOR_END: cut_tasks
