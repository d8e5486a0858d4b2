// The figures are there, so the function returns; the crowd still waits at its gate.
// ANCHOR: cut_tasks
let gate = Gate::closed();
let (heap, begin) = (heap_bytes(), Instant::now());
for _ in 0..n {
    let (census, gate) = (census.clone(), gate.clone());
    tokio::spawn(async move {
        let _here = census.enter();
        gate.pass().await;
    });
}
census.all_in(n).await;
Cost { alive: census.alive(), took: begin.elapsed(), bytes: heap_bytes() - heap }
// ANCHOR_END: cut_tasks
