//! What will go wrong, and when, as data: drawn from a seed, written down, read again, made shorter.
//!
//! ```
//! use judge::Schedule;
//!
//! let text = "at 600ms cut alpha | beta gamma\nat 2.5s heal\n";
//! let schedule: Schedule = text.parse()?;
//! assert_eq!(schedule.to_string(), text);
//! # Ok::<(), judge::ParseError>(())
//! ```
//!
//! Source: the nemesis of Jepsen. Chapter: `kv_store`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::rng::Rng;
use crate::text::{ParseError, duration, shown};

/// Something that is done to the hosts or to the network between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What one side sends to the other is lost. Hosts that are on neither side are not concerned.
    Cut(Vec<String>, Vec<String>),
    /// All cuts end, and nobody is slow any more.
    Heal,
    /// The host is gone at once.
    Crash(String),
    /// It is there again.
    Restart(String),
    /// Whatever it sends takes this much longer, in virtual microseconds.
    Slow(String, u64),
}

/// Faults, each at its time in virtual microseconds, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule(pub Vec<(u64, Fault)>);

/// How a schedule is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which faults may be drawn.
    pub kinds: Vec<Kind>,
    /// How many, one after the other. Each ends before the next begins.
    pub faults: usize,
    /// When the first may begin.
    pub from: u64,
    /// How long one lasts: the shortest and the longest.
    pub lasts: (u64, u64),
    /// How long it is quiet in between.
    pub quiet: (u64, u64),
}

/// A kind of fault that lasts a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// From a cut to healing.
    Partition,
    /// From a crash to the restart.
    Crash,
    /// From slowness to healing.
    Slow,
}

impl Default for Trouble {
    /// One partition from 600 ms on, for one to two seconds.
    fn default() -> Self {
        let (lasts, quiet) = ((1_000_000, 2_000_000), (300_000, 1_000_000));
        Self { kinds: vec![Kind::Partition], faults: 1, from: 600_000, lasts, quiet }
    }
}

impl Schedule {
    /// The schedule that `seed` gives for these hosts; at its end all is well again.
    ///
    /// # Panics
    /// When there is no host or no kind of fault to choose from.
    #[must_use]
    pub fn random(seed: u64, hosts: &[&str], trouble: &Trouble) -> Self {
        let (mut rng, mut now, mut faults) = (Rng(seed), trouble.from, Vec::new());
        for _ in 0..trouble.faults {
            let host = (*rng.pick(hosts)).to_owned();
            let (begin, end) = match rng.pick(&trouble.kinds) {
                Kind::Partition => (cut(&mut rng, hosts), Fault::Heal),
                Kind::Crash => (Fault::Crash(host.clone()), Fault::Restart(host)),
                Kind::Slow => (Fault::Slow(host, rng.within((20, 200)) * 1_000), Fault::Heal),
            };
            faults.push((now, begin));
            now += rng.within(trouble.lasts);
            faults.push((now, end));
            now += rng.within(trouble.quiet);
        }
        Self(faults)
    }

    /// The same, with what is needed at `at` so that all is well again. A schedule that was made shorter needs it.
    #[must_use]
    pub fn well_at(&self, at: u64) -> Self {
        let (mut ill, mut gone) = (false, BTreeSet::new());
        for (_, fault) in &self.0 {
            match fault {
                Fault::Cut(..) | Fault::Slow(..) => ill = true,
                Fault::Heal => ill = false,
                Fault::Crash(host) => drop(gone.insert(host.clone())),
                Fault::Restart(host) => drop(gone.remove(host)),
            }
        }
        let at = self.0.last().map_or(at, |(last, _)| at.max(*last));
        let heal = ill.then_some((at, Fault::Heal));
        let restarts = gone.into_iter().map(|host| (at, Fault::Restart(host)));
        Self(self.0.iter().cloned().chain(heal).chain(restarts).collect())
    }
}

/// One side or the other gets each host; no side is empty if there are two hosts.
fn cut(rng: &mut Rng, hosts: &[&str]) -> Fault {
    let alone = (*rng.pick(hosts)).to_owned();
    let (mut one, mut other) = (vec![alone.clone()], Vec::new());
    for host in hosts.iter().filter(|host| **host != alone) {
        // The second host goes to the other side, so that there is one.
        let side = if other.is_empty() || rng.below(2) == 0 { &mut other } else { &mut one };
        side.push((*host).to_owned());
    }
    one.sort();
    Fault::Cut(one, other)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(one, other) => write!(f, "cut {} | {}", one.join(" "), other.join(" ")),
            Self::Heal => f.write_str("heal"),
            Self::Crash(host) => write!(f, "crash {host}"),
            Self::Restart(host) => write!(f, "restart {host}"),
            Self::Slow(host, by) => write!(f, "slow {host} {}", shown(*by)),
        }
    }
}

impl FromStr for Fault {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let hosts = |words: &[&str]| words.iter().map(|host| (*host).to_owned()).collect();
        match words[..] {
            ["heal"] => Ok(Self::Heal),
            ["crash", host] => Ok(Self::Crash(host.to_owned())),
            ["restart", host] => Ok(Self::Restart(host.to_owned())),
            ["slow", host, by] => Ok(Self::Slow(host.to_owned(), duration(by)?)),
            ["cut", ref sides @ ..] => match sides.split(|word| *word == "|").collect::<Vec<_>>()[..] {
                [one, other] if !one.is_empty() && !other.is_empty() => {
                    Ok(Self::Cut(hosts(one), hosts(other)))
                }
                _ => Err(ParseError::new("cut HOST … | HOST …", text)),
            },
            _ => Err(ParseError::new("cut, heal, crash HOST, restart HOST or slow HOST TIME", text)),
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(at, fault)| writeln!(f, "at {} {fault}", shown(*at)))
    }
}

impl FromStr for Schedule {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let line = |line: &str| {
            let at = line.trim().strip_prefix("at ").and_then(|rest| rest.trim().split_once(' '));
            let (at, fault) = at.ok_or_else(|| ParseError::new("at TIME FAULT", line))?;
            Ok((duration(at)?, fault.parse()?))
        };
        let mut faults: Vec<(u64, Fault)> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(line)
            .collect::<Result<_, ParseError>>()?;
        faults.sort_by_key(|(at, _)| *at);
        Ok(Self(faults))
    }
}
