//! A learner's process and all that came of it: found, measured, and ended together.
//!
//! The process runs in a group of its own, which takes care of the common case: one signal ends the group. A child
//! may leave the group (`setsid`, a daemon), so members are also known by their parent, and by a variable in the
//! environment that every child inherits. Once seen, a member stays one. One that hides from all three, because its
//! parent dies at once, becomes a child of ours (`adoption`, on Linux).
//!
//! Left out: the same where there is no adoption; and such a child when the runner itself is killed.

#[cfg(target_os = "linux")]
mod adoption;

#[cfg(target_os = "linux")]
mod linux;
mod own;
#[cfg(not(target_os = "linux"))]
mod portable;

#[cfg(target_os = "linux")]
use linux::Scanner;
#[cfg(not(target_os = "linux"))]
use portable::Scanner;

#[cfg(target_os = "linux")]
pub(super) use adoption::Adoption;
#[cfg(target_os = "linux")]
pub(super) use linux::limit;
#[cfg(not(target_os = "linux"))]
pub(super) use portable::{Adoption, limit};

pub(super) use own::Own;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// Environment variable whose value marks the processes of one run.
pub(super) const TAG_VARIABLE: &str = "WORKBOOK_RUN";

/// How often a family is asked to end before we give up; a fork bomb needs more than one look.
const KILL_ROUNDS: u32 = 400;

/// Every family that is alive, for the signal handler.
static ALIVE: Mutex<Vec<Weak<Family>>> = Mutex::new(Vec::new());

/// One process of a family, as it was when we looked.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) pid: u32,
    /// Whether it has ended and only waits to be asked how.
    pub(super) ended: bool,
    /// Whether it lost its parent and is ours to ask.
    adopted: bool,
    /// Memory in use, in bytes.
    pub(super) memory: u64,
    /// Processor time used so far.
    pub(super) cpu: Duration,
    /// Name of its program.
    pub(super) name: String,
}

/// A process we started and its descendants.
pub(super) struct Family {
    leader: u32,
    scanner: Mutex<Scanner>,
    interrupted: AtomicBool,
}

impl Family {
    /// The family of the process `leader`, which leads a group of its own and carries `tag` in its environment. An
    /// `adoption` that began before the leader makes orphans members too.
    pub(super) fn new(leader: u32, tag: &str, adoption: Option<Adoption>) -> Arc<Self> {
        let family = Arc::new(Self {
            leader,
            scanner: Mutex::new(Scanner::new(leader, tag, adoption)),
            interrupted: AtomicBool::new(false),
        });
        let mut alive = lock(&ALIVE);
        alive.retain(|family| family.strong_count() > 0);
        alive.push(Arc::downgrade(&family));
        family
    }

    /// Who is there now. Members that have ended and were not asked how are among them.
    pub(super) fn members(&self) -> Vec<Member> {
        lock(&self.scanner).members()
    }

    /// Whether a thread of the family runs or would like to: it waits for the processor, not for somebody.
    pub(super) fn is_runnable(&self) -> bool {
        lock(&self.scanner).is_runnable()
    }

    /// Whether a signal to the runner ended it: then its end says nothing about the program.
    pub(super) fn was_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    /// Ends all of it, and comes back when nobody is left. The leader must not have been waited for yet.
    pub(super) fn kill(&self) {
        kill_group(self.leader);
        self.kill_stragglers();
    }

    /// The same when the leader has ended and was waited for: its id may belong to somebody else by now.
    pub(super) fn kill_stragglers(&self) {
        for round in 0..KILL_ROUNDS {
            let (ended, alive): (Vec<Member>, Vec<Member>) =
                self.members().into_iter().partition(|member| member.ended);
            ended.iter().filter(|member| member.adopted).for_each(|member| ask_how_it_ended(member.pid));
            if alive.is_empty() {
                return;
            }
            alive.iter().for_each(|member| kill_process(member.pid));
            if round > 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

/// Ends every family of this runner: for the signal handler.
pub(super) fn kill_all() {
    let families: Vec<Arc<Family>> = lock(&ALIVE).iter().filter_map(Weak::upgrade).collect();
    for family in families {
        family.interrupted.store(true, Ordering::SeqCst);
        family.kill();
    }
}

#[cfg(unix)]
fn kill_group(leader: u32) {
    use nix::sys::signal::{Signal, killpg};
    if let Some(pid) = pid(leader) {
        let _ = killpg(pid, Signal::SIGKILL); // gone already: just as well
    }
}

#[cfg(unix)]
fn kill_process(process: u32) {
    use nix::sys::signal::{Signal, kill};
    if let Some(pid) = pid(process) {
        let _ = kill(pid, Signal::SIGKILL);
    }
}

/// Until somebody asks, the number of a process that has ended stays taken.
#[cfg(unix)]
fn ask_how_it_ended(process: u32) {
    use nix::sys::wait::{WaitPidFlag, waitpid};
    if let Some(pid) = pid(process) {
        let _ = waitpid(pid, Some(WaitPidFlag::WNOHANG)); // nobody needs the answer
    }
}

/// Never 0 or 1: to a signal these mean "our own group" and "everybody".
#[cfg(unix)]
fn pid(process: u32) -> Option<nix::unistd::Pid> {
    i32::try_from(process).ok().filter(|pid| *pid > 1).map(nix::unistd::Pid::from_raw)
}

// SHORTCUT: without groups only the leader is ended, by `Child::kill`; a job object would take its children too.
#[cfg(not(unix))]
fn kill_group(_leader: u32) {}
#[cfg(not(unix))]
fn kill_process(_process: u32) {}
#[cfg(not(unix))]
fn ask_how_it_ended(_process: u32) {}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
