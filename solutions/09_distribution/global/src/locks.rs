//! The locks of one node: who holds what. A lock is on all nodes or on none; that is `acquire`'s affair.
//!
//! Source: OTP, `global:set_lock/3`, `global:del_lock/2`. Chapter: `distribution`.

use std::collections::BTreeMap;

use term::Term;

use crate::words::{LockId, Process};

// ANCHOR: locks
/// The locks that this node knows of.
#[derive(Clone, Debug, Default)]
pub struct Locks {
    held: BTreeMap<Term, Lock>,
}

/// On whose behalf, and by which processes. A lock without holders does not exist.
#[derive(Clone, Debug)]
struct Lock {
    requester: Term,
    holders: Vec<Process>,
}
// ANCHOR_END: locks

impl Locks {
    // ANCHOR: set
    /// A process wants the lock. The answer is `true` if nobody holds it, or somebody does on the same behalf: then
    /// the process holds it as well, once, however often it asks.
    #[must_use]
    pub fn set(&mut self, id: &LockId, process: Process) -> bool {
        // ANCHOR: cut_lock
        let free = || Lock { requester: id.requester.clone(), holders: Vec::new() };
        let lock = self.held.entry(id.resource.clone()).or_insert_with(free);
        if lock.requester != id.requester {
            return false;
        }
        if !lock.holders.contains(&process) {
            lock.holders.push(process);
        }
        true
        // ANCHOR_END: cut_lock => // TODO lock: free, or held on the same behalf? then `process` becomes a holder, once
        // ANCHOR_END: cut_lock => let _ = (id, process, &mut self.held);
        // ANCHOR_END: cut_lock => todo!("lock: who may have it")
    }
    // ANCHOR_END: set

    // ANCHOR: del
    /// A process gives the lock back. Whoever does not hold it gives nothing back.
    pub fn del(&mut self, id: &LockId, process: Process) {
        // ANCHOR: cut_lock
        if let Some(lock) = self.held.get_mut(&id.resource)
            && lock.requester == id.requester
        {
            lock.holders.retain(|holder| *holder != process);
        }
        self.held.retain(|_, lock| !lock.holders.is_empty());
        // ANCHOR_END: cut_lock => // TODO lock: the process holds it no more; a lock without holders is free
        // ANCHOR_END: cut_lock => let _ = (id, process);
        // ANCHOR_END: cut_lock => todo!("lock: give it back")
    }
    // ANCHOR_END: del

    /// The processes for which `gone` says yes hold nothing any more. The locks that are free by that.
    pub(crate) fn drop_holders(&mut self, gone: impl Fn(&Process) -> bool) -> Vec<Term> {
        for lock in self.held.values_mut() {
            lock.holders.retain(|holder| !gone(holder));
        }
        let free: Vec<Term> =
            self.held.iter().filter(|(_, lock)| lock.holders.is_empty()).map(|(id, _)| id.clone()).collect();
        self.held.retain(|_, lock| !lock.holders.is_empty());
        free
    }

    /// Whether this request would be answered with `true`.
    pub(crate) fn would_set(&self, id: &LockId) -> bool {
        self.held.get(&id.resource).is_none_or(|lock| lock.requester == id.requester)
    }

    /// On whose behalf it is held, and by whom.
    #[must_use]
    pub fn holders(&self, resource: &Term) -> Option<(&Term, &[Process])> {
        self.held.get(resource).map(|lock| (&lock.requester, &lock.holders[..]))
    }

    /// Everybody who holds a lock.
    pub(crate) fn processes(&self) -> impl Iterator<Item = Process> {
        self.held.values().flat_map(|lock| lock.holders.iter().copied())
    }
}
