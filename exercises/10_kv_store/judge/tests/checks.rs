//! Checks of `judge`. Each step is a module, each claim a test.

use harness::check;

mod predict {
    use super::*;

    #[test]
    fn the_prediction_is_what_the_judge_says() {
        check("adds_two", |t| {
            t.line(judge::predict::TWO_WRITERS);
            t.expect("judge", &["no"]);
        });
    }
}
