// Starts a task and waits for it before it starts the next one.
// ANCHOR: cut_tasks
let mut outcome = Outcome::default();
for request in requests {
    match tokio::spawn(handle(request)).await {
        Ok(answer) => outcome.answers.push(answer),
        Err(crash) => outcome.crashes.push(Crash { request, reason: reason(crash) }),
    }
}
outcome
// ANCHOR_END: cut_tasks
