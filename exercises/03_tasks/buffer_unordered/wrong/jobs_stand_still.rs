// A stream of results, handled one by one: while one is handled, nobody polls the jobs.
// ANCHOR: cut_slow_consumer
let _ = JoinSet::<T>::new;
let mut results = std::pin::pin!(crate::as_they_come(items, at_most, async |item| Ok(work(item).await)));
while let Some(result) = futures_util::StreamExt::next(&mut results).await {
    consume(result).await;
}
// ANCHOR_END: cut_slow_consumer
