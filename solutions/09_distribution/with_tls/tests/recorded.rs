//! The page shows what the example prints. If that changes, record it again:
//! `cargo run -q -p with_tls --example eavesdropper > solutions/09_distribution/with_tls/examples/eavesdropper.out`.

#[allow(dead_code, reason = "of an example without its main")]
#[path = "../examples/eavesdropper.rs"]
mod eavesdropper;

#[test]
fn the_page_shows_what_the_example_prints() {
    assert_eq!(
        eavesdropper::told(),
        include_str!("../examples/eavesdropper.out").lines().collect::<Vec<_>>()
    );
}
