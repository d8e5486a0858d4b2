//! Values that are kept until a time, and loaded when they are missing.
//!
//! Everything here is async: a task that must wait for a row lets others run on its thread. Whoever holds a row over an
//! `.await` makes all wait who come to it, for as long as the await lasts.
//!
//! Left out: a row that has expired is found until the next sweep; the cache of this chapter looks at the time, too.
//! Source: scc 3, `HashMap::retain_async`, `HashMap::entry_async`. Chapter: `tables`.

use std::hash::Hash;
use std::time::Duration;

use scc::HashMap;

/// Values under keys, each with the time at which it expires.
#[derive(Debug)]
pub struct Cache<K: Eq + Hash, V> {
    rows: HashMap<K, Row<V>>,
}

#[derive(Debug)]
struct Row<V> {
    value: V,
    /// Counted from the start of the program. At this time the row has expired.
    until: Duration,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// Puts `value` under `key`, in place of what was there.
    pub async fn put(&self, key: K, value: V, until: Duration) {
        self.rows.upsert_async(key, Row { value, until }).await;
    }

    /// What stands under `key`.
    pub async fn get(&self, key: &K) -> Option<V> {
        self.rows.read_async(key, |_, row| row.value.clone()).await
    }

    // ANCHOR: sweep
    /// Removes what has expired at the time `now`, and says how many rows that were.
    pub async fn sweep(&self, now: Duration) -> usize {
        // ANCHOR: cut_sweep
        let mut removed = 0;
        let fresh = |_: &K, row: &mut Row<V>| {
            removed += usize::from(row.until <= now);
            row.until > now
        };
        self.rows.retain_async(fresh).await;
        removed
        // ANCHOR_END: cut_sweep => // TODO sweep: judge each row and remove it in one step
        // ANCHOR_END: cut_sweep => let _ = (now, |row: Row<V>| row.until);
        // ANCHOR_END: cut_sweep => todo!("sweep: what has expired goes")
    }
    // ANCHOR_END: sweep

    // ANCHOR: load
    /// What stands under `key`. If nothing does, awaits `load` and keeps what it brings, unless somebody was quicker:
    /// then theirs is kept, and is the answer here, too. Nobody waits for a load but those who load.
    pub async fn get_or_load(&self, key: K, until: Duration, load: impl Future<Output = V>) -> V {
        // ANCHOR: cut_load
        if let Some(value) = self.get(&key).await {
            return value;
        }
        let value = load.await; // no row is held here
        let row = self.rows.entry_async(key).await.or_insert(Row { value, until });
        row.value.clone()
        // ANCHOR_END: cut_load => // TODO load: look, load, put it there; and what is held while it loads?
        // ANCHOR_END: cut_load => let _ = (key, until, load);
        // ANCHOR_END: cut_load => todo!("load: what is there, or what is loaded")
    }
    // ANCHOR_END: load
}

impl<K: Eq + Hash, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self { rows: HashMap::new() }
    }
}
