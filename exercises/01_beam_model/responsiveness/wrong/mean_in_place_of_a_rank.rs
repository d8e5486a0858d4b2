// An average, stretched.
// ANCHOR: cut_p99
let count = u32::try_from(latencies.len()).expect("few calls");
let mean = latencies.iter().sum::<Duration>().checked_div(count)?;
Some(if percent == 100 { *latencies.iter().max()? } else { mean })
// ANCHOR_END: cut_p99
