// Survives, and tells nobody.
// ANCHOR: cut_tasks
let tasks: Vec<_> = requests.map(|n| tokio::spawn(handle(n))).collect();
let mut outcome = Outcome::default();
for task in tasks {
    if let Ok(answer) = task.await {
        outcome.answers.push(answer);
    }
}
outcome
// ANCHOR_END: cut_tasks
