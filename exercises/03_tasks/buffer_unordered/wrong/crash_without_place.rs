// A panic has no result to say whose it was, so it goes to the end.
// ANCHOR: cut_tasks
let (mut set, mut places) = (JoinSet::new(), HashMap::new());
loop {
    while set.len() < at_most
        && let Some((place, item)) = waiting.next()
    {
        let task = set.spawn(within(limit, work(item)));
        places.insert(task.id(), place);
    }
    match set.join_next_with_id().await {
        None => break,
        Some(Ok((task, result))) => results[places[&task]] = Some(result),
        Some(Err(error)) => results.push(Some(Err(Failure::of(error)))),
    }
}
results.into_iter().flatten().collect()
// ANCHOR_END: cut_tasks
