//! The page shows what the example prints. Where a node keeps other times, it is recorded again:
//! `cargo run -q -p netsplit_lab --example netsplit > solutions/09_distribution/netsplit_lab/examples/netsplit.out`.

#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/netsplit.rs"]
mod netsplit;

#[test]
fn the_page_shows_what_the_example_prints() {
    let printed = netsplit::sides() + &netsplit::matrices();
    assert_eq!(printed, include_str!("../examples/netsplit.out"));
}
