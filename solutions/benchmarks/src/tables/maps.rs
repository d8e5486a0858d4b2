//! The concurrent maps of the field, with a term as the key and a row as the value.

use term::Term;

use super::figures::{Figures, Rows};

/// dashmap: shards, each behind a lock.
pub fn dashmap(threads: usize, count: usize) -> Figures {
    Figures::of(&dashmap::DashMap::new(), threads, count)
}

/// papaya: readers take no lock.
pub fn papaya(threads: usize, count: usize) -> Figures {
    Figures::of(&papaya::HashMap::new(), threads, count)
}

/// scc: small buckets, each with its lock.
pub fn scc(threads: usize, count: usize) -> Figures {
    Figures::of(&scc::HashMap::new(), threads, count)
}

impl Rows for dashmap::DashMap<Term, Term> {
    fn insert(&self, key: Term, row: Term) {
        dashmap::DashMap::insert(self, key, row);
    }

    fn lookup(&self, key: &Term) -> Option<Term> {
        self.get(key).map(|row| row.clone())
    }
}

impl Rows for papaya::HashMap<Term, Term> {
    fn insert(&self, key: Term, row: Term) {
        self.pin().insert(key, row);
    }

    fn lookup(&self, key: &Term) -> Option<Term> {
        self.pin().get(key).cloned()
    }
}

impl Rows for scc::HashMap<Term, Term> {
    fn insert(&self, key: Term, row: Term) {
        self.upsert_sync(key, row);
    }

    fn lookup(&self, key: &Term) -> Option<Term> {
        self.read_sync(key, |_, row| row.clone())
    }
}
