//! The page of stage 10 shows what the example prints.

#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/partition.rs"]
mod partition;

#[test]
fn the_page_shows_what_the_example_prints() {
    let printed = partition::counts() + &partition::shortest(partition::first_bad());
    assert_eq!(printed, include_str!("../examples/partition.out"));
}
