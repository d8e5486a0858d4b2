// Sends the slow function where the numbers are.
// ANCHOR: cut_bottleneck
numbers.get_and_update_async(me, |numbers| async { (slow_sum(&numbers).await, numbers) }).await
// ANCHOR_END: cut_bottleneck
