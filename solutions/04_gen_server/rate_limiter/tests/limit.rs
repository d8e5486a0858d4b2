//! Limits that nobody could keep are refused where they are given, not at the first hit.

use std::time::Duration;

use rate_limiter::{FixedWindow, Limit, SlidingWindow};

const MINUTE: Duration = Duration::from_secs(60);

#[test]
#[should_panic = "one hit at least"]
fn a_sliding_window_that_allows_nothing_is_refused() {
    let _ = SlidingWindow::new(Limit { hits: 0, window: MINUTE });
}

#[test]
#[should_panic = "one hit at least"]
fn a_fixed_window_that_allows_nothing_is_refused() {
    let _ = FixedWindow::new(Limit { hits: 0, window: MINUTE });
}

#[test]
#[should_panic = "has a length"]
fn a_window_without_length_is_refused() {
    let _ = FixedWindow::new(Limit { hits: 1, window: Duration::ZERO });
}
