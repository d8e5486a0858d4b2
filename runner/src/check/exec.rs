//! Runs one step of the test binary and watches over it: time, memory, output, and whom it leaves behind.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::error::At;
use super::evidence::Evidence;
use super::family::{self, Adoption, Family, Member, Own};
use super::guard::Guard;
use super::tail::{Said, Tail};
use super::{Cancel, CheckError};

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(10);
/// How long the children of a program that has ended may take to end as well before we say they were left.
const GRACE: Duration = Duration::from_millis(100);
/// How long the last words of a program that has ended may be on their way to us: on a busy machine the thread that
/// reads them waits for its turn, and a verdict without them would be a wrong one.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// The part at the end of the deadline in which the use of the processor decides what the program was doing.
const WINDOW: f64 = 0.2;
/// Below this share of the processor a program waits, above it runs.
const BUSY_SHARE: f64 = 0.1;
/// How often the deadline a program may take when others keep the processor from it.
const PATIENCE: u32 = 3;

/// More programs at once than any exercise starts: a fork bomb, which must end before it fills the machine.
const CROWD: usize = 100;

/// What to run and how far it may go.
pub(super) struct Order<'a> {
    pub(super) program: &'a Path,
    pub(super) arguments: Vec<OsString>,
    pub(super) folder: &'a Path,
    pub(super) environment: Vec<(&'static str, OsString)>,
    pub(super) removed: &'static [&'static str],
    pub(super) tag: &'a str,
    pub(super) memory_bytes: u64,
    pub(super) deadline: Duration,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By itself, with this code.
    Exited(i32),
    /// By this signal, which we did not send.
    Signalled(i32),
    /// We ended it at the deadline: it was waiting.
    Waiting,
    /// We ended it at the deadline: it was running.
    Running,
    /// We ended it: too much output.
    Flood,
    /// We ended it: too much memory.
    Memory,
    /// We ended it: too many processes at once.
    Crowd,
}

/// A program that has ended, with all its children.
pub(super) struct Ended {
    pub(super) end: End,
    pub(super) output: Tail,
    /// Programs it started, that still ran when it had ended; each name once.
    pub(super) left_behind: Vec<String>,
}

/// Runs it to its end, or to ours. Nothing of it is alive when this returns, whatever it returns.
pub(super) fn run(
    order: &Order<'_>,
    guard: &mut Guard,
    evidence: &mut Evidence,
    cancel: &Cancel,
) -> Result<Ended, CheckError> {
    let mut running = Running::start(order, guard)?;
    let end = running.watch(order, evidence, cancel)?;
    let left_behind = running.left_behind();
    running.finish();
    if running.family.was_interrupted() {
        return Err(CheckError::Cancelled);
    }
    evidence.read()?;
    // One that prints more than anybody reads and then ends: the verdict must not depend on who was faster.
    let flooded = running.output.is_flood() && matches!(end, End::Exited(_) | End::Signalled(_));
    let end = if flooded { End::Flood } else { end };
    Ok(Ended { end, output: running.output.clone(), left_behind })
}

/// A program while it runs. Dropping ends it and its children.
struct Running {
    child: Child,
    family: Arc<Family>,
    output: Tail,
    said: Receiver<Said>,
    waited_for: bool,
    silent: bool,
    finished: bool,
    _own: Own,
}

impl Running {
    fn start(order: &Order<'_>, guard: &mut Guard) -> Result<Self, CheckError> {
        let program: PathBuf = order.program.to_owned();
        let (reader, writer) = std::io::pipe().at(&program)?;
        let mut command = Command::new(&program);
        command.args(&order.arguments).current_dir(order.folder).stdin(Stdio::null());
        for name in order.removed {
            command.env_remove(name);
        }
        command.envs(order.environment.iter().map(|(name, value)| (name, value)));
        command.env(family::TAG_VARIABLE, order.tag);
        command.stdout(writer.try_clone().at(&program)?).stderr(writer);
        let adoption = Adoption::begin();
        let (child, own) = Own::start(&mut command).at(&program)?;
        drop(command); // holds our end of the pipe: it would never end
        let family = Family::new(child.id(), order.tag, Some(adoption));
        guard.watch_over(child.id());
        family::limit(child.id(), order.memory_bytes);
        let (output, said) = Tail::follow(reader);
        Ok(Self { child, family, output, said, waited_for: false, silent: false, finished: false, _own: own })
    }

    fn watch(
        &mut self,
        order: &Order<'_>,
        evidence: &mut Evidence,
        cancel: &Cancel,
    ) -> Result<End, CheckError> {
        let mut clock = Clock::new(order.deadline);
        loop {
            if self.listen(clock.nap()) == Some(Said::Flood) {
                return Ok(End::Flood);
            }
            if let Some(status) = self.child.try_wait().at(order.program)? {
                self.waited_for = true;
                return Ok(end(status));
            }
            cancel.check()?;
            if !clock.is_time_to_look() {
                continue;
            }
            let members = self.family.members();
            if members.iter().map(|member| member.memory).sum::<u64>() > order.memory_bytes {
                return Ok(End::Memory);
            }
            if members.len() > CROWD {
                return Ok(End::Crowd);
            }
            if evidence.sip()?.is_endless() {
                return Ok(End::Running);
            }
            if let Some(end) = clock.judge(&members, &self.family) {
                return Ok(end);
            }
        }
    }

    /// Waits for `nap` at most, and less when there is something to hear.
    fn listen(&mut self, nap: Duration) -> Option<Said> {
        if self.silent {
            std::thread::sleep(nap.min(Duration::from_micros(500)));
            return None;
        }
        match self.said.recv_timeout(nap) {
            Ok(Said::Flood) => Some(Said::Flood),
            Ok(Said::End) | Err(RecvTimeoutError::Disconnected) => {
                self.silent = true; // most likely it is about to end: look closely from now on
                None
            }
            Err(RecvTimeoutError::Timeout) => None,
        }
    }

    /// Who is still there after the program ended by itself. A child that is about to end is given its time.
    fn left_behind(&self) -> Vec<String> {
        if !self.waited_for {
            return Vec::new(); // we end it now, with all it started
        }
        let ended = Instant::now();
        loop {
            let members = self.family.members();
            let left: BTreeSet<String> =
                members.into_iter().filter(|member| !member.ended).map(|member| member.name).collect();
            let left: Vec<String> = left.into_iter().collect();
            if left.is_empty() || ended.elapsed() > GRACE {
                return left;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Ends it and its children, and waits for the last words.
    fn finish(&mut self) {
        if self.waited_for {
            self.family.kill_stragglers();
        } else {
            self.family.kill();
            let _ = self.child.kill(); // where there are no groups
            let _ = self.child.wait();
            self.waited_for = true;
        }
        let limit = Instant::now() + LAST_WORDS;
        while !self.silent && Instant::now() < limit {
            self.listen(GRACE);
        }
        self.finished = true;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.finished {
            self.finish();
        }
    }
}

/// The deadline, and what the program did in the last part before it.
struct Clock {
    start: Instant,
    deadline: Duration,
    looked: Instant,
    /// Processor time used when the last part began.
    window: Option<(Instant, Duration)>,
}

impl Clock {
    fn new(deadline: Duration) -> Self {
        let now = Instant::now();
        Self { start: now, deadline, looked: now, window: None }
    }

    fn nap(&self) -> Duration {
        LOOK.saturating_sub(self.looked.elapsed()).max(Duration::from_micros(200))
    }

    fn is_time_to_look(&mut self) -> bool {
        let due = self.looked.elapsed() >= LOOK;
        if due {
            self.looked = Instant::now();
        }
        due
    }

    /// What the program is doing, when its time is over. One that wants to run and may not gets more of it.
    fn judge(&mut self, members: &[Member], family: &Family) -> Option<End> {
        let passed = self.start.elapsed();
        if passed < self.deadline.mul_f64(1.0 - WINDOW) {
            return None;
        }
        let cpu: Duration = members.iter().map(|member| member.cpu).sum();
        let (since, before) = *self.window.get_or_insert((Instant::now(), cpu));
        if passed < self.deadline {
            return None;
        }
        let share = cpu.saturating_sub(before).as_secs_f64() / since.elapsed().as_secs_f64().max(0.001);
        let starved = cpu < self.deadline / 2 && family.is_runnable();
        if starved && passed < self.deadline * PATIENCE {
            return None;
        }
        Some(if share >= BUSY_SHARE || starved { End::Running } else { End::Waiting })
    }
}

#[cfg(unix)]
fn end(status: ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => End::Exited(code),
        (None, Some(signal)) => End::Signalled(signal),
        (None, None) => End::Exited(-1),
    }
}
#[cfg(not(unix))]
fn end(status: ExitStatus) -> End {
    End::Exited(status.code().unwrap_or(-1))
}
