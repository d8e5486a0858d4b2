//! The page of stage 10 shows what the example prints. Where a node keeps other times, it is recorded again:
//! `cargo run -p kv_store --example partition > solutions/10_kv_store/kv_store/examples/partition.out`.

#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/partition.rs"]
mod partition;

#[test]
fn the_page_shows_what_the_example_prints() {
    let printed = partition::counts() + &partition::shortest(partition::first_bad());
    assert_eq!(printed, include_str!("../examples/partition.out"));
}
