// Lays the values down in the order in which they come.
// ANCHOR: cut_many
let deadline = Instant::now() + limit;
for _ in &tasks {
    let left = deadline.saturating_duration_since(Instant::now());
    let of_ours = |letter: &_| tasks.iter().position(|task| task.concerns(letter));
    let Some(letter) = me.receive_where_timeout(left, |letter| of_ours(letter).is_some()).await else {
        me.stop("timeout").await
    };
    let at = of_ours(&letter).expect("it was taken because it concerns one of them");
    match tasks[at].outcome(me, letter) {
        Ok(value) => values.push(Some(value)),
        Err(reason) => me.stop(reason).await,
    }
}
values.into_iter().flatten().collect()
// ANCHOR_END: cut_many
