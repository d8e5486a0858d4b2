// A task that has ended has a result; or so one thinks.
// ANCHOR: cut_tasks
let (mut set, mut places) = (JoinSet::new(), HashMap::new());
let _ = Failure::<E>::of;
loop {
    while set.len() < at_most
        && let Some((place, item)) = waiting.next()
    {
        let task = set.spawn(within(limit, work(item)));
        places.insert(task.id(), place);
    }
    let Some(done) = set.join_next_with_id().await else { break };
    let (task, result) = done.expect("the job is done");
    results[places[&task]] = Some(result);
}
results.into_iter().flatten().collect()
// ANCHOR_END: cut_tasks
