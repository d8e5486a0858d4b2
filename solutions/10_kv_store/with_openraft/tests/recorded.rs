//! The page of stage 11 shows what the examples print. Where that has changed, it is recorded again:
//! `cargo run -p with_openraft --example NAME > solutions/10_kv_store/with_openraft/examples/NAME.out`.

#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/partition.rs"]
mod partition;
#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/size.rs"]
mod size;

#[test]
fn the_page_shows_how_often_the_judge_is_content() {
    assert_eq!(partition::counts() + &partition::heard(), include_str!("../examples/partition.out"));
}

#[test]
fn the_page_shows_how_large_the_stores_are() {
    assert_eq!(size::table(&size::engine()), include_str!("../examples/size.out"));
}
