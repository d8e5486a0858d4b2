//! The latency that one call in a hundred exceeds.

use std::time::Duration;

/// The smallest latency that at least `percent` of 100 calls do not exceed (the nearest-rank method); `None` for no calls.
#[must_use]
pub fn percentile(latencies: &[Duration], percent: usize) -> Option<Duration> {
    // TODO: sort; the rank is the number of calls times `percent` / 100, rounded up; ranks count from 1
    let _ = (latencies, percent);
    todo!("p99: the latency at this rank")
}
