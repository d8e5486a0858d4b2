//! Orphans of a program come to the runner while the program runs: the kernel gives a child that loses its parent to
//! the nearest ancestor that asked for such children, else to the first process of the machine.
//!
//! The runner asks only while a program runs, because every other orphan (of an editor, of a build) would stay with it
//! for as long as it lives.
//!
//! Source: prctl(2), `PR_SET_CHILD_SUBREAPER`.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many programs run whose orphans we ask for.
static PROGRAMS: Mutex<u32> = Mutex::new(0);

/// While one is held, orphans come to us.
pub(in crate::check) struct Adoption(());

impl Adoption {
    /// To be called before the program is started. A kernel that refuses changes nothing but that.
    pub(in crate::check) fn begin() -> Self {
        let mut programs = programs();
        *programs += 1;
        if *programs == 1 {
            let _ = nix::sys::prctl::set_child_subreaper(true);
        }
        Self(())
    }

    /// Whether an orphan can only be of this program: a runner has one at a time, its tests have many.
    pub(super) fn is_only_one(&self) -> bool {
        *programs() == 1
    }
}

impl Drop for Adoption {
    fn drop(&mut self) {
        let mut programs = programs();
        *programs -= 1;
        if *programs == 0 {
            let _ = nix::sys::prctl::set_child_subreaper(false);
        }
    }
}

fn programs() -> MutexGuard<'static, u32> {
    PROGRAMS.lock().unwrap_or_else(PoisonError::into_inner)
}
