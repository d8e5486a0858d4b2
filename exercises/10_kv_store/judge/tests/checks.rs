//! Checks of `judge`. Each step is a module, each claim a test.

use harness::check;

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

mod first {
    use super::*;

    #[test]
    fn prints_what_the_beam_prints() {
        check("adds_two", |t| {
            for n in [2, 4] {
                t.line(format!("twice {n}: {}", judge::twice(n)));
            }
            t.beam(BEAM);
        });
    }
}
