//! Faults as text, and drawn from a seed. The words are those of the simulated network: `cut a | b c`, `cut a > b` (one
//! way), `heal`, `heal a | b`, `slow a | b 40ms`.
//!
//! Source: the nemesis of Jepsen; `harness::Schedule`. Chapter: `distribution`.

use std::time::Duration;

use harness::{Fault, FaultError, Rng, Schedule, Timed};

/// Reads a schedule, a fault on each line or after each `;`: `at 600ms cut a | b c; at 5s heal`.
///
/// # Errors
/// The first fault that cannot be read, with what was expected.
pub fn parse(text: &str) -> Result<Schedule, FaultError> {
    let faults = text.split(['\n', ';']).map(str::trim).filter(|fault| !fault.is_empty());
    let mut schedule = faults.map(str::parse).collect::<Result<Schedule, _>>()?;
    schedule.sort_by_key(|timed| timed.at);
    Ok(schedule)
}

/// Writes one, a fault on each line.
#[must_use]
pub fn text(schedule: &[Timed]) -> String {
    schedule.iter().map(Timed::to_string).collect::<Vec<_>>().join("\n")
}

/// So many faults, up to four seconds apart: cuts of a group or of one cable, repairs of some cables, and nodes that are
/// not heard any more and go on hearing for a while. All is repaired at the end.
///
/// # Panics
/// With fewer than two hosts: there is no cable then.
#[must_use]
pub fn random(seed: u64, hosts: &[&str], faults: usize) -> Schedule {
    let (mut rng, mut at) = (Rng::new(seed), Duration::ZERO);
    let mut schedule = Schedule::new();
    for _ in 0..faults {
        at += millis(&mut rng, 50, 4000);
        let first = rng.below(hosts.len());
        let second = (first + 1 + rng.below(hosts.len() - 1)) % hosts.len();
        let (a, b) = (hosts[first].to_owned(), hosts[second].to_owned());
        let all = hosts.iter().map(|host| (*host).to_owned());
        let (these, those): (Vec<_>, Vec<_>) =
            all.partition(|host| *host == a || *host != b && rng.below(2) == 0);
        match rng.below(8) {
            0..=2 => schedule.push(Timed { at, fault: Fault::Cut(these, those) }),
            3 | 4 => schedule.push(Timed { at, fault: Fault::Cut(vec![a], vec![b]) }),
            5 => {
                let others: Vec<String> =
                    hosts.iter().map(|to| (*to).to_owned()).filter(|to| *to != a).collect();
                for to in others.clone() {
                    schedule.push(Timed { at, fault: Fault::CutOneWay { from: a.clone(), to } });
                }
                at += millis(&mut rng, 500, 1200);
                schedule.push(Timed { at, fault: Fault::Cut(vec![a], others) });
            }
            6 => schedule.push(Timed { at, fault: Fault::Heal }),
            _ => schedule.push(Timed { at, fault: Fault::HealBetween(vec![a], vec![b]) }),
        }
    }
    schedule.push(Timed { at: at + millis(&mut rng, 50, 4000), fault: Fault::Heal });
    schedule
}

fn millis(rng: &mut Rng, from: usize, to: usize) -> Duration {
    Duration::from_millis((from + rng.below(to - from)) as u64)
}
