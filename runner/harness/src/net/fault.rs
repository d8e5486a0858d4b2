//! Faults as data: printed in a report, parsed from one, shrunk to the shortest list that still does harm.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// Something that happens to the network.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// `cut alpha | beta gamma`: nothing arrives between the two sides.
    Cut(Vec<String>, Vec<String>),
    /// `cut alpha > beta`: nothing from the first arrives at the second.
    CutOneWay {
        /// Who is not heard.
        from: String,
        /// Who does not hear.
        to: String,
    },
    /// `heal`: every cut and every slowness ends.
    Heal,
    /// `heal alpha | beta gamma`: those between the two sides end.
    HealBetween(Vec<String>, Vec<String>),
    /// `slow alpha | beta 40ms`: each latency between the two is longer.
    Slow {
        /// One host.
        a: String,
        /// The other.
        b: String,
        /// What is added to each latency.
        extra: Duration,
    },
    /// `crash alpha`: its connections and listeners end.
    Crash(String),
}

/// A fault and its time, counted from the start of the schedule. Prints and parses as `at 600ms cut a | b`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timed {
    /// When it happens.
    pub at: Duration,
    /// What happens.
    pub fault: Fault,
}

/// Faults in the order of their times. A plain list, so that a shrinker may take elements out.
pub type Schedule = Vec<Timed>;

/// A text that is no fault, with what was expected in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError {
    text: String,
    expected: &'static str,
}

impl Fault {
    /// The hosts that it names.
    pub(super) fn hosts(&self) -> Vec<&str> {
        match self {
            Self::Heal => Vec::new(),
            Self::Crash(host) => vec![host],
            Self::CutOneWay { from: a, to: b } | Self::Slow { a, b, .. } => vec![a, b],
            Self::Cut(side, other) | Self::HealBetween(side, other) => {
                side.iter().chain(other).map(String::as_str).collect()
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(side, other) => write!(f, "cut {} | {}", side.join(" "), other.join(" ")),
            Self::CutOneWay { from, to } => write!(f, "cut {from} > {to}"),
            Self::Heal => f.write_str("heal"),
            Self::HealBetween(side, other) => write!(f, "heal {} | {}", side.join(" "), other.join(" ")),
            Self::Slow { a, b, extra } => write!(f, "slow {a} | {b} {}", Millis(*extra)),
            Self::Crash(host) => write!(f, "crash {host}"),
        }
    }
}

impl fmt::Display for Timed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {} {}", Millis(self.at), self.fault)
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let refuse = |expected| FaultError { text: text.to_owned(), expected };
        let (verb, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let sides = || match rest.split_once('|').map(|(side, other)| (words(side), words(other))) {
            Some((side, other)) if !side.is_empty() && !other.is_empty() => Ok((side, other)),
            _ => Err(refuse("hosts on both sides of a `|`")),
        };
        match verb {
            "heal" if rest.is_empty() => Ok(Self::Heal),
            "heal" => sides().map(|(side, other)| Self::HealBetween(side, other)),
            "cut" => match rest.split_once('>').map(|(from, to)| (words(from), words(to))) {
                None => sides().map(|(side, other)| Self::Cut(side, other)),
                Some((from, to)) => match (<[String; 1]>::try_from(from), <[String; 1]>::try_from(to)) {
                    (Ok([from]), Ok([to])) => Ok(Self::CutOneWay { from, to }),
                    _ => Err(refuse("one host on each side of the `>`")),
                },
            },
            "slow" => match words(&rest.replace('|', " ")).as_slice() {
                [a, b, extra] => {
                    let Millis(extra) = extra.parse().map_err(refuse)?;
                    Ok(Self::Slow { a: a.clone(), b: b.clone(), extra })
                }
                _ => Err(refuse("`slow HOST | HOST 40ms`")),
            },
            "crash" => match words(rest).as_slice() {
                [host] => Ok(Self::Crash(host.clone())),
                _ => Err(refuse("one host after `crash`")),
            },
            _ => Err(refuse("cut, heal, slow or crash")),
        }
    }
}

impl FromStr for Timed {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let refuse = |expected| FaultError { text: text.to_owned(), expected };
        let rest = text.trim().strip_prefix("at ").ok_or_else(|| refuse("`at 600ms` and a fault"))?;
        let (at, fault) = rest.split_once(' ').ok_or_else(|| refuse("a fault after the time"))?;
        let Millis(at) = at.parse().map_err(refuse)?;
        Ok(Self { at, fault: fault.parse()? })
    }
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: expected {}", self.text, self.expected)
    }
}

impl std::error::Error for FaultError {}

/// A duration as whole milliseconds, `600ms`: the step of the world's clock.
struct Millis(Duration);

impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}ms", self.0.as_millis())
    }
}

impl FromStr for Millis {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let millis = match text.strip_suffix("ms") {
            Some(number) => number.parse().ok(),
            None => text.strip_suffix('s').and_then(seconds),
        };
        millis.map(|millis| Self(Duration::from_millis(millis))).ok_or("a time, as in `600ms` or `2.5s`")
    }
}

/// `2.5` as milliseconds. Nothing shorter than one can be said.
fn seconds(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let part: u64 = if digits { format!("{part:0<3}").parse().ok()? } else { return None };
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(part)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
