// Stops at the first result that is none.
// ANCHOR: cut_each_within
let mut results = Vec::new();
let mut jobs = std::pin::pin!(stream::iter(items).map(|item| within(limit, work(item))).buffered(at_most));
while let Some(result) = jobs.next().await {
    results.push(result);
    if results.last().is_some_and(Result::is_err) {
        break;
    }
}
results
// ANCHOR_END: cut_each_within
