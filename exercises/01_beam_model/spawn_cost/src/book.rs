//! The figures of the book, as its machine gave them. (Given.)
//!
//! Threads and tasks: `cargo run --release -p spawn_cost --example figures figures`. Processes:
//! `elixir --erl "+P 3000000" figures.exs`. Each the quickest of five rounds.

/// In a line: what, how many were alive at once, nanoseconds to start one, bytes for one.
pub const BOOK: &str = "\
# 2 cores (AMD EPYC), Linux 6.18, rustc 1.95 release, tokio 1.54, OTP 25, Elixir 1.14.0
os_thread              1000      32845    2073612
os_thread_10k         10000      34615    2109544
tokio_task           100000        673        274
tokio_task_1M       1000000        646        272
beam_process         100000       2181       2702
beam_process_1M     1000000       2375       2670
";
