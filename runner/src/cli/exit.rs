//! Exit codes. The one table:
//!
//! | code | meaning |
//! |---|---|
//! | 0 | passed, or done |
//! | 1 | not passed yet |
//! | 2 | could not be carried out: unknown id, broken file, no cargo, … |
//! | 130, 143, 129 | ended by Ctrl-C, SIGTERM, SIGHUP outside of the prompt |

use std::process::ExitCode;

/// How a command ended. The worst of several is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Passed, or done.
    Passed = 0,
    /// Not passed yet.
    NotPassed = 1,
    /// Could not be carried out.
    Refused = 2,
}

impl Exit {
    /// Passed or not passed.
    pub fn passed_if(passed: bool) -> Self {
        if passed { Exit::Passed } else { Exit::NotPassed }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
