// Handles in a list, and permits for those who may work: right, until somebody gives up.
// ANCHOR: cut_tasks
let _ = (JoinSet::<T>::new(), HashMap::<u8, u8>::new());
let permits = std::sync::Arc::new(tokio::sync::Semaphore::new(at_most));
let mut handles = Vec::new();
for (_, item) in &mut waiting {
    let (permits, job) = (permits.clone(), work(item));
    handles.push(tokio::spawn(async move {
        let _permit = permits.acquire_owned().await;
        within(limit, job).await
    }));
}
for (place, handle) in handles.into_iter().enumerate() {
    results[place] = Some(handle.await.unwrap_or_else(|error| Err(Failure::of(error))));
}
results.into_iter().flatten().collect()
// ANCHOR_END: cut_tasks
