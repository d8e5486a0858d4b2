//! What survives a crash: the part of a disk that has been synced.
//!
//! `write` fills a cache, as a write to a file does. `sync` takes its time and is `fsync`: what was in the cache when it
//! began lies on the platter when it returns. A crash empties the cache.
//!
//! SHORTCUT: the platter is a copy of the whole cache. A real log appends to a file, and syncs what is new.
//! Chapter: `kv_store`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use crate::machine::State;
use crate::types::{Entry, LogId, SnapshotMeta, Vote};

/// How long a sync takes; a good disk needs less.
const SYNC: Duration = Duration::from_millis(1);

/// What lies on a disk.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The last vote.
    pub vote: Option<Vote>,
    /// Entries by their index, without a hole.
    pub entries: BTreeMap<u64, Entry>,
    /// The last entry that was thrown away, because a snapshot has it.
    pub purged: Option<LogId>,
    /// The newest snapshot.
    pub snapshot: Option<(SnapshotMeta, State)>,
}

/// The disk of one member. It belongs to the machine, not to the process: clones are handles to the same one.
#[derive(Debug, Clone, Default)]
pub struct Disk(Arc<Mutex<Parts>>);

#[derive(Debug, Default)]
struct Parts {
    cache: Content,
    writes: u64,
    platter: Content,
    /// How many writes the platter has.
    synced: u64,
}

// ANCHOR: disk
impl Disk {
    /// Looks something up, as it was written last.
    pub fn read<T>(&self, look: impl FnOnce(&Content) -> T) -> T {
        look(&self.parts().cache)
    }

    /// Changes what is written. A crash may take it away again, until a `sync` has returned that began after it.
    pub fn write(&self, change: impl FnOnce(&mut Content)) {
        let mut parts = self.parts();
        change(&mut parts.cache);
        parts.writes += 1;
    }

    /// Waits until all that was written before lies on the platter.
    pub async fn sync(&self) {
        let (content, writes) = {
            let parts = self.parts();
            (parts.cache.clone(), parts.writes)
        };
        tokio::time::sleep(SYNC).await;
        let mut parts = self.parts();
        if parts.synced < writes {
            (parts.platter, parts.synced) = (content, writes);
        }
    }
    // ANCHOR_END: disk

    /// The power is gone: what was not synced has never been written.
    pub fn crash(&self) {
        let mut parts = self.parts();
        parts.cache = parts.platter.clone();
        parts.synced = parts.writes;
    }

    /// Somebody puts an empty disk in its place.
    pub fn lose(&self) {
        *self.parts() = Parts::default();
    }

    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.0.lock().expect("nobody panics with it")
    }
}
