//! What is alive when: the pure core of the cache. It has no clock; whoever calls says what time it is.
//!
//! An entry that is put at time *t* with a time to live of *d* is alive from *t* on, and at *t + d* it is not any more.
//! So a time to live of zero is never seen, and of two times to live in a row each moment belongs to one.
//!
//! Expired is not gone: an entry takes up memory until somebody removes it. Reading it removes it, and so does
//! [`Cache::sweep`].
//!
//! SHORTCUT: a sweep looks at every entry, O(n). Caches with many millions keep the entries sorted by their end, or
//! in a wheel of buckets.
//! Source: "lazy" and "active expiration" of Redis, `EXPIRE`. Chapter: `gen_server`.

use std::collections::BTreeMap;
use std::time::Duration;

// ANCHOR: cache
/// Values by key, each with the time at which it expires.
#[derive(Debug, Default)]
pub struct Cache {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    value: String,
    /// The first moment at which the entry is not alive any more.
    expires_at: Duration,
}

impl Entry {
    fn is_alive(&self, now: Duration) -> bool {
        // ANCHOR: cut_expire
        now < self.expires_at
        // ANCHOR_END: cut_expire => // TODO expire: alive before `expires_at`. And at that very moment?
        // ANCHOR_END: cut_expire => let _ = (now, self.expires_at);
        // ANCHOR_END: cut_expire => todo!("expire: is it alive now?")
    }
}
// ANCHOR_END: cache

// ANCHOR: operations
impl Cache {
    /// Puts a value, alive for `ttl` from `now` on. What was there under this key does not count any more.
    pub fn put(&mut self, key: String, value: String, ttl: Duration, now: Duration) {
        // ANCHOR: cut_expire
        self.entries.insert(key, Entry { value, expires_at: now.saturating_add(ttl) });
        // ANCHOR_END: cut_expire => // TODO expire: insert an `Entry`; when does it expire? (`Duration::MAX` stands for ever)
        // ANCHOR_END: cut_expire => let _ = (key, value, ttl, now);
        // ANCHOR_END: cut_expire => todo!("expire: put it, with its end")
    }

    /// The value, if it is alive. If it has expired, it leaves the memory now.
    pub fn get(&mut self, key: &str, now: Duration) -> Option<&str> {
        // ANCHOR: cut_expire
        if !self.entries.get(key)?.is_alive(now) {
            self.entries.remove(key);
        }
        self.entries.get(key).map(|entry| entry.value.as_str())
        // ANCHOR_END: cut_expire => // TODO expire: the value if it `is_alive`; if not, remove it
        // ANCHOR_END: cut_expire => let _ = (key, now, |entry: &Entry| (entry.value.len(), entry.is_alive(now)));
        // ANCHOR_END: cut_expire => todo!("expire: read it, or forget it")
    }

    /// Removes a key, and says which value it had, if that was alive.
    pub fn delete(&mut self, key: &str, now: Duration) -> Option<String> {
        self.entries.remove(key).filter(|entry| entry.is_alive(now)).map(|entry| entry.value)
    }

    /// How many entries are alive: as many keys as [`Cache::get`] would find.
    #[must_use]
    pub fn size(&self, now: Duration) -> usize {
        // ANCHOR: cut_expire
        self.entries.values().filter(|entry| entry.is_alive(now)).count()
        // ANCHOR_END: cut_expire => // TODO expire: count those that are alive
        // ANCHOR_END: cut_expire => let _ = now;
        // ANCHOR_END: cut_expire => todo!("expire: how many are alive")
    }

    /// How many entries are in memory, the expired ones included.
    #[must_use]
    pub fn stored(&self) -> usize {
        self.entries.len()
    }
    // ANCHOR_END: operations

    // ANCHOR: sweep
    /// Removes everything that has expired.
    pub fn sweep(&mut self, now: Duration) {
        // ANCHOR: cut_sweep
        self.entries.retain(|_, entry| entry.is_alive(now));
        // ANCHOR_END: cut_sweep => // TODO sweep: keep what is alive (`retain`)
        // ANCHOR_END: cut_sweep => let _ = now;
        // ANCHOR_END: cut_sweep => todo!("sweep: remove what has expired")
    }
    // ANCHOR_END: sweep
}
