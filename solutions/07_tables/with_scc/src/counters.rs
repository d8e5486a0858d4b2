//! Numbers under keys, counted by any number of threads at once.
//!
//! Looking, adding and writing back have to be one step, or somebody comes in between. The entry of a map is that step:
//! whoever has it has the row alone until they let go.
//!
//! Source: scc 3, `HashMap::entry_sync`; ETS, `ets:update_counter/4`. Chapter: `tables`.

use std::hash::Hash;

use scc::HashMap;

/// Counters, each under its key. One that nobody has added to is zero.
#[derive(Debug)]
pub struct Counters<K: Eq + Hash> {
    rows: HashMap<K, i64>,
}

// ANCHOR: add
impl<K: Eq + Hash> Counters<K> {
    /// Adds `by` to the counter under `key`, and says what it is then.
    pub fn add(&self, key: K, by: i64) -> i64 {
        // ANCHOR: cut_count
        let mut number = self.rows.entry_sync(key).or_insert(0);
        *number += by;
        *number
        // ANCHOR_END: cut_count => // TODO count: have the row alone, from the look until it is written
        // ANCHOR_END: cut_count => let _ = (key, by);
        // ANCHOR_END: cut_count => todo!("count: add in one step")
    }

    /// What the counter under `key` is now.
    pub fn value(&self, key: &K) -> i64 {
        self.rows.read_sync(key, |_, number| *number).unwrap_or(0)
    }
}
// ANCHOR_END: add

impl<K: Eq + Hash> Default for Counters<K> {
    fn default() -> Self {
        Self { rows: HashMap::new() }
    }
}
