//! Checks of `distributed_pg`. Each step is a module, each claim a test.

use distributed_pg::predict;
use harness::check;

mod first {
    use super::*;

    #[test]
    fn prints_what_the_beam_prints() {
        check("adds_two", |t| {
            t.line(predict::JOIN_FOR_ANOTHER_NODE);
            t.expect("prediction", &["nolocal"]);
        });
    }
}
