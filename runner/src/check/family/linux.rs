//! Members of a family on Linux, from `/proc`.
//!
//! Source: proc(5), proc_pid_stat(5), prlimit(2).

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use super::{Adoption, Member, TAG_VARIABLE, own};

/// Room above the limit for what is mapped and never touched; the sampled memory is what counts.
const BACKSTOP_BYTES: u64 = 4 << 30;
/// Makes the kernel write no core file and start no crash reporter: both outlive the check. (0 would still start
/// a reporter; see core(5) and the kernel's `do_coredump`.)
const NO_CORE: u64 = 1;

pub(super) struct Scanner {
    leader: u32,
    tag: String,
    adoption: Option<Adoption>,
    /// When the leader started.
    since: u64,
    page: u64,
    tick: Duration,
    /// What we know of a process: when it started, and whether it is ours.
    known: BTreeMap<u32, (u64, bool)>,
}

impl Scanner {
    pub(super) fn new(leader: u32, tag: &str, adoption: Option<Adoption>) -> Self {
        use nix::unistd::{SysconfVar, sysconf};
        let number = |variable, default: u64| {
            let value = sysconf(variable).ok().flatten();
            value.and_then(|value| u64::try_from(value).ok()).filter(|value| *value > 0).unwrap_or(default)
        };
        Self {
            leader,
            tag: format!("{TAG_VARIABLE}={tag}"),
            adoption,
            since: Stat::read(leader).map_or(u64::MAX, |stat| stat.started),
            page: number(SysconfVar::PAGE_SIZE, 4096),
            tick: Duration::from_secs(1) / u32::try_from(number(SysconfVar::CLK_TCK, 100)).unwrap_or(100),
            known: BTreeMap::new(),
        }
    }

    pub(super) fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        // In the order of their ids: a parent comes before its child.
        for pid in self.candidates() {
            let known = self.known.get(&pid).copied();
            if known.is_some_and(|(_, ours)| !ours) {
                continue;
            }
            let Some(stat) = Stat::read(pid) else { continue };
            let ours = match known {
                Some((started, ours)) if started == stat.started => Some(ours),
                _ => self.is_ours(pid, &stat),
            };
            let Some(ours) = ours else { continue };
            self.known.insert(pid, (stat.started, ours));
            if ours {
                members.push(self.member(pid, &stat));
            }
        }
        members
    }

    pub(super) fn is_runnable(&mut self) -> bool {
        self.members().iter().any(|member| {
            let threads = fs::read_dir(format!("/proc/{}/task", member.pid));
            threads.into_iter().flatten().flatten().any(|thread| {
                let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
                matches!(stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next()), Some('R' | 'D'))
            })
        })
    }

    /// Processes younger than the leader: ids are given in order, until they start again from the bottom.
    fn candidates(&self) -> Vec<u32> {
        let newest = fs::read_to_string("/proc/loadavg").ok();
        let newest: Option<u32> = newest.and_then(|text| text.split_whitespace().last()?.parse().ok());
        let wrapped = newest.is_none_or(|newest| newest < self.leader);
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let mut pids: Vec<u32> = pids.filter(|pid| wrapped || *pid >= self.leader).collect();
        pids.sort_unstable();
        pids
    }

    /// `None`: it cannot be said yet.
    fn is_ours(&self, pid: u32, stat: &Stat) -> Option<bool> {
        let of_the_group = [pid, stat.group, stat.session].contains(&self.leader);
        let child_of_ours = self.known.get(&stat.parent).is_some_and(|(_, ours)| *ours);
        if of_the_group || child_of_ours || self.is_orphan(pid, stat) {
            return Some(true);
        }
        let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        if environment.is_empty() && !stat.ended {
            return None; // in the middle of an exec, or not our user's
        }
        Some(environment.split(|byte| *byte == 0).any(|entry| entry == self.tag.as_bytes()))
    }

    /// A child of ours that we did not start. What we start stays in our group, or is known.
    fn is_orphan(&self, pid: u32, stat: &Stat) -> bool {
        let foreign = stat.parent != std::process::id() || stat.group == own_group();
        if foreign || stat.started < self.since || own::is_own(pid, stat.group) {
            return false;
        }
        self.adoption.as_ref().is_some_and(Adoption::is_only_one)
    }

    fn member(&self, pid: u32, stat: &Stat) -> Member {
        Member {
            pid,
            ended: stat.ended,
            adopted: pid != self.leader && stat.parent == std::process::id(),
            memory: stat.pages * self.page,
            cpu: self.tick * u32::try_from(stat.ticks).unwrap_or(u32::MAX),
            name: stat.name.clone(),
        }
    }
}

fn own_group() -> u32 {
    u32::try_from(nix::unistd::getpgrp().as_raw()).unwrap_or(0)
}

/// Sets the limits of a process we just started; its children inherit them.
///
/// What a program may reserve is left wide, because runtimes reserve much and touch little: the sampled memory
/// is the limit, this only stops what grows faster than we look.
pub(in crate::check) fn limit(process: u32, memory_bytes: u64) {
    let Ok(process) = i32::try_from(process) else { return };
    let backstop = memory_bytes.saturating_add(BACKSTOP_BYTES);
    for (resource, value) in [(libc::RLIMIT_DATA, backstop), (libc::RLIMIT_CORE, NO_CORE)] {
        let limit = libc::rlimit { rlim_cur: value, rlim_max: value };
        // A refused limit (the process has ended, or has a lower one) changes nothing for the verdict.
        #[expect(unsafe_code, reason = "no crate of the runner wraps prlimit")]
        // SAFETY: `limit` lives across the call, and a null pointer asks for no old value.
        let _ = unsafe { libc::prlimit(process, resource, &raw const limit, std::ptr::null_mut()) };
    }
}

/// The fields of `/proc/PID/stat` that count here.
struct Stat {
    name: String,
    ended: bool,
    parent: u32,
    group: u32,
    session: u32,
    ticks: u64,
    started: u64,
    pages: u64,
}

impl Stat {
    fn read(pid: u32) -> Option<Self> {
        let bytes = fs::read(format!("/proc/{pid}/stat")).ok()?;
        Self::parse(&String::from_utf8_lossy(&bytes))
    }

    /// `12 (a name) S 1 12 …`: the name may hold anything, also brackets and spaces.
    fn parse(text: &str) -> Option<Self> {
        let (head, rest) = text.rsplit_once(") ")?;
        let (_, name) = head.split_once('(')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number = |field: usize| fields.get(field - 3).and_then(|text| text.parse::<i64>().ok());
        let count = |field| number(field).and_then(|n| u64::try_from(n).ok());
        let id = |field| number(field).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        Some(Self {
            name: name.to_owned(),
            ended: matches!(*fields.first()?, "Z" | "X"),
            parent: id(4),
            group: id(5),
            session: id(6),
            // Own time, and that of children it has waited for.
            ticks: [14, 15, 16, 17].into_iter().filter_map(count).sum(),
            started: count(22)?,
            pages: count(24).unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Stat;

    #[test]
    fn a_name_with_brackets_and_spaces_moves_no_field() {
        let line =
            "7 (a) b (c) R 3 7 5 0 -1 4194304 1 0 0 0 11 22 3 4 20 0 1 0 999 4096 250 18446744073709551615";
        let stat = Stat::parse(line).expect("the line has all fields");
        assert_eq!((stat.name.as_str(), stat.ended), ("a) b (c", false));
        assert_eq!((stat.parent, stat.group, stat.session), (3, 7, 5));
        assert_eq!((stat.ticks, stat.started, stat.pages), (40, 999, 250));
    }
}
