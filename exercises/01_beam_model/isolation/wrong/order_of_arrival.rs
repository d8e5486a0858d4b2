// Takes the answers as they come.
// ANCHOR: cut_tasks
let mut tasks = tokio::task::JoinSet::new();
for request in requests {
    let answer = handle(request);
    tasks.spawn(async move { (request, tokio::spawn(answer).await) });
}
let mut outcome = Outcome::default();
while let Some(Ok((request, result))) = tasks.join_next().await {
    match result {
        Ok(answer) => outcome.answers.push(answer),
        Err(crash) => outcome.crashes.push(Crash { request, reason: reason(crash) }),
    }
}
outcome
// ANCHOR_END: cut_tasks
