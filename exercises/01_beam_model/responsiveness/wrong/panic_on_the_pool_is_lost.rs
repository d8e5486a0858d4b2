// The handle's error is taken for impossible.
// ANCHOR: cut_pool
Ok(tokio::task::spawn_blocking(job).await.expect("a job does not panic"))
// ANCHOR_END: cut_pool
