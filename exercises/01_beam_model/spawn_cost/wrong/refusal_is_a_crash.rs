// A machine that says no ends the whole program.
// ANCHOR: cut_threads
let gate = ThreadGate::default();
let (space, begin) = (address_space(), Instant::now());
let mut threads = Vec::with_capacity(n);
for _ in 0..n {
    let (census, gate) = (census.clone(), gate.clone());
    let job: Job = Box::new(move || {
        let _here = census.enter();
        gate.pass();
    });
    threads.push(start(job).expect("a thread"));
}
census.all_in_blocking(threads.len());
let took = begin.elapsed();
let reserved = address_space().zip(space).map(|(now, before)| now.saturating_sub(before));
let cost = Cost { alive: census.alive(), took, bytes: reserved.unwrap_or(STACK * threads.len() as u64) };
gate.open();
for thread in threads {
    thread.join().expect("a thread that waits at a gate does not panic");
}
cost
// ANCHOR_END: cut_threads
