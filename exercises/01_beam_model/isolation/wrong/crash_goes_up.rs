// Asks for the answer as if there could be no other: the panic of one task becomes the panic of all.
// ANCHOR: cut_tasks
let tasks: Vec<_> = requests.map(|n| (n, tokio::spawn(handle(n)))).collect();
let mut outcome = Outcome::default();
for (_, task) in tasks {
    outcome.answers.push(task.await.unwrap());
}
outcome
// ANCHOR_END: cut_tasks
