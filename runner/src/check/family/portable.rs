//! Members of a family where there is no `/proc`: the process group, from `ps`.
//!
//! SHORTCUT: a child that leaves the group is not found. Linux finds it; here `ps` would have to show the
//! environment, which only some systems do.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::Member;

/// Orphans go to the first process of the machine.
pub(in crate::check) struct Adoption;

impl Adoption {
    pub(in crate::check) fn begin() -> Self {
        Self
    }
}

pub(super) struct Scanner {
    leader: u32,
}

impl Scanner {
    pub(super) fn new(leader: u32, _tag: &str, _adoption: Option<Adoption>) -> Self {
        Self { leader }
    }

    pub(super) fn members(&mut self) -> Vec<Member> {
        self.rows().into_iter().map(|(member, _)| member).collect()
    }

    pub(super) fn is_runnable(&mut self) -> bool {
        self.rows().iter().any(|(_, runnable)| *runnable)
    }

    fn rows(&self) -> Vec<(Member, bool)> {
        let mut ps = Command::new("ps");
        ps.args(["-A", "-o", "pid=,pgid=,stat=,rss=,time=,comm="]).stdin(Stdio::null()).stderr(Stdio::null());
        let Ok(output) = ps.output() else { return Vec::new() };
        let text = String::from_utf8_lossy(&output.stdout);
        text.lines().filter_map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &str) -> Option<(Member, bool)> {
        let mut fields = line.split_whitespace();
        let pid = fields.next()?.parse().ok()?;
        let group: u32 = fields.next()?.parse().ok()?;
        let state = fields.next()?;
        let memory = fields.next()?.parse::<u64>().ok()? * 1024;
        let cpu = time(fields.next()?);
        let name = fields.collect::<Vec<_>>().join(" ");
        let member = Member { pid, ended: state.starts_with('Z'), adopted: false, memory, cpu, name };
        (group == self.leader).then_some((member, state.starts_with('R')))
    }
}

/// Here the sampled memory is the only limit.
pub(in crate::check) fn limit(_process: u32, _memory_bytes: u64) {}

/// `1:02.50`, `01:02:03` or `1-02:03:04`.
fn time(text: &str) -> Duration {
    let (days, clock) = text.split_once('-').unwrap_or(("0", text));
    let seconds = clock.split(':').fold(0.0, |sum, part| sum * 60.0 + part.parse::<f64>().unwrap_or(0.0));
    Duration::from_secs_f64(seconds + 86_400.0 * days.parse::<f64>().unwrap_or(0.0))
}
