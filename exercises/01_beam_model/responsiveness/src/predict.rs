//! Your prediction, before you run anything. One worker answers calls, about ten a second; a call needs 10 ms of work.
//! After a second a report starts that needs 60 s of work. What is the 99th percentile of the calls' latencies, in
//! milliseconds? The power of ten counts: is it 10, 100, 1,000 or 60,000?

/// Without the report.
pub const ALONE_MS: u64 =
    0; // TODO

/// Beside a report that works through its 60 s in one go.
pub const BESIDE_MS: u64 =
    0; // TODO

/// Beside a report that gives way after every 10 ms of work.
pub const YIELDING_MS: u64 =
    0; // TODO
