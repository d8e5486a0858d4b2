// Looks at a clock on the wall, which the test cannot move.
// ANCHOR: cut_serve
let _ = (self.started, Instant::now);
static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
START.get_or_init(std::time::Instant::now).elapsed()
// ANCHOR_END: cut_serve
