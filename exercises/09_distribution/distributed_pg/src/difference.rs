//! What a sync changes: the members that have gone, and those that have come, since the peer last spoke.
//!
//! Chapter: `distribution`.

use std::collections::BTreeMap;

use process::Pid;
use term::Term;

/// Processes by group, each as often as it is meant.
pub(crate) type Groups = BTreeMap<Term, Vec<Pid>>;

/// Compares what a peer has told so far with what it says now: first who has gone, then who has come.
pub(crate) fn difference(told: &[(Term, Pid)], now: &[(Term, Vec<Pid>)]) -> (Groups, Groups) {
    let mut balance: BTreeMap<(&Term, Pid), isize> = BTreeMap::new();
    for (group, pid) in told {
        *balance.entry((group, *pid)).or_default() -= 1;
    }
    for (group, pids) in now {
        for pid in pids {
            *balance.entry((group, *pid)).or_default() += 1;
        }
    }
    let (mut gone, mut come) = (Groups::new(), Groups::new());
    for ((group, pid), times) in balance {
        let side = if times < 0 { &mut gone } else { &mut come };
        if times != 0 {
            let pids = side.entry(group.clone()).or_default();
            pids.extend(std::iter::repeat_n(pid, times.unsigned_abs()));
        }
    }
    (gone, come)
}
