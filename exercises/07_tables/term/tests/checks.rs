//! Checks of `term`. Each step is a module, each claim a test.

use harness::check;
use term::term;

mod equality {
    use super::*;

    #[test]
    fn one_and_one_point_zero_are_two_terms() {
        check("one_is_one_point_zero", |t| {
            t.line((term!(1) == term!(1.0)).to_string());
            t.expect("transcript", &["false"]);
        });
    }
}
