//! Checks of `table`. Each step is a module, each claim a test.

use harness::check;

mod first {
    use super::*;

    #[test]
    fn prints_what_the_beam_prints() {
        check("adds_two", |t| t.line("to come"));
    }
}
