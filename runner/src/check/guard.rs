//! Ends what a check started when the runner itself is killed and can end nothing any more.
//!
//! A small shell waits on a pipe whose other end only the runner holds. However the runner ends, the pipe closes;
//! the shell then ends the groups it was told of and everything that carries the run's tag, and removes the run's
//! folder.
//!
//! Left out: systems without a POSIX shell.

use std::io::Write;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use super::family::{Own, TAG_VARIABLE};

/// Reads group ids until the end of input; then twice, because a family may grow while it is being ended.
const SCRIPT: &str = r#"
trap '' HUP INT TERM QUIT
groups=
while read -r group; do groups="$groups $group"; done
for round in 1 2 3; do
  for group in $groups; do kill -9 -- "-$group" 2>/dev/null; done
  [ -r /proc/self/environ ] || break
  for entry in $(grep -slF -- "$1" /proc/[0-9]*/environ 2>/dev/null); do
    pid=${entry#/proc/}; kill -9 "${pid%/environ}" 2>/dev/null
  done
done
rm -rf -- "$2"
"#;

/// Dropping it says that all is well: it leaves at once.
pub(super) struct Guard {
    shell: Option<(Child, ChildStdin, Own)>,
}

impl Guard {
    /// Watches over the run with this tag and this folder. A machine without a shell goes unguarded.
    pub(super) fn start(tag: &str, run: &Path) -> Self {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(SCRIPT).arg("workbook-guard").arg(format!("{TAG_VARIABLE}={tag}")).arg(run);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let shell = if cfg!(unix) { Own::start(&mut command).ok() } else { None };
        Self { shell: shell.and_then(|(mut child, own)| child.stdin.take().map(|stdin| (child, stdin, own))) }
    }

    /// From here on the group of this process is ended too.
    pub(super) fn watch_over(&mut self, group: u32) {
        if let Some((_, stdin, _)) = &mut self.shell {
            // A guard that somebody killed guards nothing; the check goes on.
            let _ = writeln!(stdin, "{group}");
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some((mut child, stdin, _own)) = self.shell.take() {
            let _ = child.kill(); // before the pipe closes: there is nothing to end
            drop(stdin);
            let _ = child.wait();
        }
    }
}
