//! Children that the runner itself starts in groups of their own: whoever looks for orphans must know them.

use std::collections::BTreeSet;
use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};

static OWN: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// A child of ours is known as such while this is held: until it was waited for.
pub(in crate::check) struct Own(u32);

impl Own {
    /// Starts a program in a group of its own: the terminal's Ctrl-C is for the runner, which then ends its children
    /// in order.
    pub(in crate::check) fn start(command: &mut Command) -> io::Result<(Child, Self)> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut own = own(); // nobody asks about a child that is not listed yet
        let child = command.spawn()?;
        let id = child.id();
        own.insert(id);
        Ok((child, Self(id)))
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        own().remove(&self.0);
    }
}

/// Whether the runner itself started this process, or the one that leads its group.
#[cfg(target_os = "linux")]
pub(super) fn is_own(process: u32, group: u32) -> bool {
    let own = own();
    own.contains(&process) || own.contains(&group)
}

fn own() -> MutexGuard<'static, BTreeSet<u32>> {
    OWN.lock().unwrap_or_else(PoisonError::into_inner)
}
