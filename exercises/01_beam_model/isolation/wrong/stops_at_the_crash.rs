// Notes the crash and leaves the loop: 950 answers that are ready are not fetched.
// ANCHOR: cut_tasks
let tasks: Vec<_> = requests.map(|n| (n, tokio::spawn(handle(n)))).collect();
let mut outcome = Outcome::default();
for (request, task) in tasks {
    match task.await {
        Ok(answer) => outcome.answers.push(answer),
        Err(crash) => {
            outcome.crashes.push(Crash { request, reason: reason(crash) });
            break;
        }
    }
}
outcome
// ANCHOR_END: cut_tasks
