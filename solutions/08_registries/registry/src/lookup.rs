//! Reading: in the process that asks, from the tables, past every server.
//!
//! Source: Elixir, `Registry.lookup/2`, `dispatch/3`, `keys/2`, `values/3`, `count/1`. Chapter: `registries`.

use process::Pid;
use term::Term;

use crate::options::RegistryError;
use crate::registry::{Registry, holder, noted};

/// Who reads: the tables are public, and nobody asks who it is.
const ANYBODY: Pid = Pid::OUTSIDE;

impl Registry {
    // ANCHOR: lookup
    /// Who has this key, and with which values. Somebody who has ended may be among them, until its partition has
    /// noticed.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn lookup(&self, key: impl Into<Term>) -> Result<Vec<(Pid, Term)>, RegistryError> {
        let key = key.into();
        // ANCHOR: cut_lookup
        let mut found = Vec::new();
        for number in self.partitions_of(&key) {
            found.extend(self.keys_table(number)?.lookup(&ANYBODY, &key)?.iter().map(holder));
        }
        Ok(found)
        // ANCHOR_END: cut_lookup => // TODO lookup: the rows of this key, in every partition that may have some
        // ANCHOR_END: cut_lookup => let _ = (key, holder, Self::partitions_of, Self::keys_table);
        // ANCHOR_END: cut_lookup => todo!("lookup: read the tables")
    }

    /// The living process that has this unique key: what a `via` name leads to.
    #[must_use]
    pub fn whereis_name(&self, key: impl Into<Term>) -> Option<Pid> {
        // ANCHOR: cut_lookup
        let (pid, _) = self.lookup(key).ok()?.pop()?;
        self.system.is_alive(pid).then_some(pid)
        // ANCHOR_END: cut_lookup => // TODO lookup: as `lookup`, but nobody wants to be led to the dead
        // ANCHOR_END: cut_lookup => let _ = (key.into(), &self.system);
        // ANCHOR_END: cut_lookup => todo!("lookup: one living process")
    }
    // ANCHOR_END: lookup

    // ANCHOR: dispatch
    /// Hands those who have this key to `act`, in this process: once for each partition in which there are any.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn dispatch(
        &self,
        key: impl Into<Term>,
        mut act: impl FnMut(&[(Pid, Term)]),
    ) -> Result<(), RegistryError> {
        let key = key.into();
        // ANCHOR: cut_lookup
        for number in self.partitions_of(&key) {
            let rows = self.keys_table(number)?.lookup(&ANYBODY, &key)?;
            let entries: Vec<(Pid, Term)> = rows.iter().map(holder).collect();
            if !entries.is_empty() {
                act(&entries);
            }
        }
        Ok(())
        // ANCHOR_END: cut_lookup => // TODO lookup: partition by partition, and `act` never sees an empty list
        // ANCHOR_END: cut_lookup => let _ = key;
        // ANCHOR_END: cut_lookup => act(&[]);
        // ANCHOR_END: cut_lookup => todo!("lookup: dispatch")
    }
    // ANCHOR_END: dispatch

    /// The keys of a process; of duplicate ones each as often as it has registered.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn keys(&self, pid: Pid) -> Result<Vec<Term>, RegistryError> {
        let pids = self.pids_table(self.route(&Term::nil(), pid).pid)?; // whatever the key is
        let mut keys: Vec<Term> =
            pids.lookup(&ANYBODY, &pid.into())?.iter().map(|row| noted(row).0.clone()).collect();
        if self.is_unique() {
            // Whoever registers again what it has is noted twice.
            keys.sort();
            keys.dedup();
        }
        Ok(keys)
    }

    /// The values with which a process has registered a key.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn values(&self, key: impl Into<Term>, pid: Pid) -> Result<Vec<Term>, RegistryError> {
        let found = self.lookup(key)?;
        Ok(found.into_iter().filter(|(owner, _)| *owner == pid).map(|(_, value)| value).collect())
    }

    /// How many registrations there are.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn count(&self) -> Result<usize, RegistryError> {
        let partitions = 0..self.options.partitions;
        partitions.map(|number| Ok(self.keys_table(number)?.size()?)).sum()
    }
}
