//! The latency that one call in a hundred exceeds.

use std::time::Duration;

// ANCHOR: percentile
/// The smallest latency that at least `percent` of 100 calls do not exceed (the nearest-rank method); `None` for no calls.
#[must_use]
pub fn percentile(latencies: &[Duration], percent: usize) -> Option<Duration> {
    // ANCHOR: cut_p99
    let mut sorted = latencies.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
    // ANCHOR_END: cut_p99 => // TODO: sort; the rank is the number of calls times `percent` / 100, rounded up; ranks count from 1
    // ANCHOR_END: cut_p99 => let _ = (latencies, percent);
    // ANCHOR_END: cut_p99 => todo!("p99: the latency at this rank")
}
// ANCHOR_END: percentile
