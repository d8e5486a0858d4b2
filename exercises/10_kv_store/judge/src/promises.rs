//! Other judges: what must hold when the network is whole again and all is quiet.
//!
//! They ask less than linearizability does, and are cheap: one look at what each host has in the end.
//!
//! Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::{Ending, History, Operation};
use crate::register::Request;

/// What each host has: under its name, keys and values.
pub type Views<V> = BTreeMap<String, BTreeMap<String, V>>;

/// A key whose last value nobody can have written last: an acknowledged write is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost<V> {
    /// The key.
    pub key: String,
    /// Its value in the end.
    pub found: Option<V>,
    /// Values it may have, by what was acknowledged. `None`: deleted, or never written.
    pub may_be: Vec<Option<V>>,
}

/// Keys whose value in the end is not that of a write which may have been the last one. A write may not have been the
/// last if another, acknowledged one began after it had ended. A write that ended in silence may be the last at any time.
#[must_use]
pub fn lost_writes<V: Clone + PartialEq, R>(
    history: &History<Request<V>, R>,
    in_the_end: &BTreeMap<String, V>,
    acknowledged: impl Fn(&R) -> bool,
) -> Vec<Lost<V>> {
    let mut writes: BTreeMap<&str, Vec<Write<'_, V, R>>> = BTreeMap::new();
    for operation in history.operations() {
        let value = match &operation.op {
            Request::Put(value) | Request::Cas { to: value, .. } => Some(value.clone()),
            Request::Delete => None,
            Request::Get => continue,
        };
        let certain = match &operation.ending {
            Ending::Returned { reply, .. } if acknowledged(reply) => true,
            Ending::Unknown => false,
            _ => continue, // it did not happen
        };
        writes.entry(&operation.key).or_default().push(Write { value, certain, operation });
    }
    let lost = writes.into_iter().filter_map(|(key, writes)| {
        let may_be = last_values(&writes);
        let found = in_the_end.get(key).cloned();
        (!may_be.contains(&found)).then(|| Lost { key: key.to_owned(), found, may_be })
    });
    lost.collect()
}

struct Write<'a, V, R> {
    value: Option<V>,
    certain: bool,
    operation: &'a Operation<Request<V>, R>,
}

/// The values of those writes that may have been the last one.
fn last_values<V: Clone + PartialEq, R>(writes: &[Write<'_, V, R>]) -> Vec<Option<V>> {
    // The latest beginning of a write that has certainly happened: whatever ended before it was not the last.
    let latest = writes.iter().filter(|write| write.certain).map(|write| write.operation.invoked.place).max();
    let mut values = if latest.is_none() { vec![None] } else { Vec::new() };
    for write in writes {
        let over = write.operation.end().is_some_and(|end| latest.is_some_and(|latest| end.place < latest));
        if !over && !values.contains(&write.value) {
            values.push(write.value.clone());
        }
    }
    values
}

/// A key for which hosts have different values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement<V> {
    /// The key, or the name.
    pub key: String,
    /// What each host has under it.
    pub hosts: BTreeMap<String, Option<V>>,
}

/// Keys under which not all hosts have the same. Asked after healing and some quiet: are all equal in the end?
///
/// Of names, with owners as values, the same question is: has each name one owner, and does every host know it?
#[must_use]
pub fn disagreements<V: Clone + PartialEq>(views: &Views<V>) -> Vec<Disagreement<V>> {
    let keys: BTreeSet<&String> = views.values().flat_map(BTreeMap::keys).collect();
    let all = keys.into_iter().map(|key| Disagreement {
        key: key.clone(),
        hosts: views.iter().map(|(host, view)| (host.clone(), view.get(key).cloned())).collect(),
    });
    all.filter(|of| of.hosts.values().any(|value| Some(value) != of.hosts.values().next())).collect()
}

/// Names that more than one process believes to be its own. `believers`: a process, and the names it goes by.
#[must_use]
pub fn owned_twice(believers: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (process, names) in believers {
        for name in names {
            owners.entry(name.clone()).or_default().insert(process.clone());
        }
    }
    owners.retain(|_, owners| owners.len() > 1);
    owners
}
