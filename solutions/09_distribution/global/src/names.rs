//! The names of one node: those of the whole cluster, as far as it knows.
//!
//! Source: OTP, `global:register_name/3`, `global:whereis_name/1`. Chapter: `distribution`.

use std::collections::BTreeMap;

use term::{Atom, Term};

use crate::words::{Entry, Process};

// ANCHOR: names
/// Who has which name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_name: BTreeMap<Term, Entry>,
    /// How many names a process has; nobody is here who has none.
    counts: BTreeMap<Process, usize>,
}
// ANCHOR_END: names

impl Names {
    /// The process that has this name.
    #[must_use]
    pub fn whereis(&self, name: &Term) -> Option<Process> {
        self.by_name.get(name).map(|entry| entry.process)
    }

    /// The name with all that belongs to it.
    #[must_use]
    pub fn entry(&self, name: &Term) -> Option<&Entry> {
        self.by_name.get(name)
    }

    /// All of them, in the order of their names.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.by_name.values().cloned().collect()
    }

    // ANCHOR: may_register
    /// Whether `register_name` says `yes`: the name is free, and the process has no other one.
    #[must_use]
    pub fn may_register(&self, entry: &Entry) -> bool {
        // ANCHOR: cut_register
        !self.by_name.contains_key(&entry.name) && !self.counts.contains_key(&entry.process)
        // ANCHOR_END: cut_register => // TODO register: two things must be true
        // ANCHOR_END: cut_register => let _ = (entry, &self.counts);
        // ANCHOR_END: cut_register => todo!("register: yes or no")
    }
    // ANCHOR_END: may_register

    // ANCHOR: insert
    /// The name belongs to this process now. What belonged to it before comes back.
    pub fn insert(&mut self, entry: Entry) -> Option<Entry> {
        // ANCHOR: cut_register
        let before = self.remove(&entry.name);
        *self.counts.entry(entry.process).or_default() += 1;
        self.by_name.insert(entry.name.clone(), entry);
        before
        // ANCHOR_END: cut_register => // TODO register: whoever had it has it no more (`remove`); both maps must say the same
        // ANCHOR_END: cut_register => let _ = entry;
        // ANCHOR_END: cut_register => todo!("register: a name gets its process")
    }

    /// The name belongs to nobody.
    pub fn remove(&mut self, name: &Term) -> Option<Entry> {
        let entry = self.by_name.remove(name)?;
        let count = self.counts.get_mut(&entry.process).expect("whoever has a name is counted");
        *count -= 1;
        if *count == 0 {
            self.counts.remove(&entry.process);
        }
        Some(entry)
    }
    // ANCHOR_END: insert

    // ANCHOR: drop_of
    /// A process has ended: its names are free.
    pub fn process_ended(&mut self, process: Process) -> Vec<Entry> {
        self.drop_where(|entry| entry.process == process)
    }

    /// A node is lost: the names of its processes are free, as far as this node can say.
    pub fn node_lost(&mut self, node: Atom) -> Vec<Entry> {
        // ANCHOR: cut_lost
        self.drop_where(|entry| entry.process.node == node)
        // ANCHOR_END: cut_lost => // TODO lost: whose names go? (`drop_where`)
        // ANCHOR_END: cut_lost => let _ = node;
        // ANCHOR_END: cut_lost => todo!("lost: the names of a node")
    }
    // ANCHOR_END: drop_of

    // SHORTCUT: it looks at all names. OTP keeps a second table by process; with many names we would too.
    fn drop_where(&mut self, gone: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let names: Vec<Term> =
            self.by_name.values().filter(|entry| gone(entry)).map(|entry| entry.name.clone()).collect();
        names.iter().filter_map(|name| self.remove(name)).collect()
    }

    /// Everybody who has a name.
    pub(crate) fn processes(&self) -> impl Iterator<Item = Process> {
        self.counts.keys().copied()
    }
}
