//! The tables of a cache, and what its owner does with them.
//!
//! `entries` is a set: key, value, place. `order` is an ordered set of the places, each with its key: a place is the
//! end of the entry and a number that makes it unique, so the first place belongs to whoever expires next. Both are
//! changed together, by the owner alone; a place without its entry would be a ghost that is evicted in somebody's stead.
//!
//! Source: OTP, `ets`, "ordered_set". Chapter: `tables`.

use std::time::Duration;

use process::Context;
use table::{Options, Table, TableError, Tables};
use term::{Term, term};

use crate::read::{ENTRIES, STATS, bump};

// ANCHOR: shelf
/// The tables of a cache, in the hands of their owner.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// `{key, value, place}`: everybody reads.
    entries: Table,
    /// `{place, key}`, where a place is `{expires_at, number}`.
    order: Table,
    /// `{name, count}`: everybody counts.
    stats: Table,
    capacity: usize,
    next_number: u64,
}

impl Shelf {
    /// Makes the tables.
    pub(crate) fn new(tables: &Tables, me: &Context, capacity: usize) -> Result<Self, TableError> {
        let entries = tables.create(me, ENTRIES, Options::set().named().protected())?;
        let order = tables.create(me, "order", Options::ordered_set().private())?;
        let stats = tables.create(me, STATS, Options::set().named().public())?;
        Ok(Self { entries, order, stats, capacity, next_number: 0 })
    }
}
// ANCHOR_END: shelf

impl Shelf {
    // ANCHOR: store
    /// Puts a value that is alive until `expires_at`. If there are too many then, whoever expires first goes.
    pub(crate) fn store(
        &mut self,
        me: &Context,
        key: &Term,
        value: &Term,
        expires_at: Duration,
    ) -> Result<(), TableError> {
        // ANCHOR: cut_store
        self.remove(me, key)?;
        let place = term!({(millis(expires_at)), (self.next_number)});
        self.next_number += 1;
        self.entries.insert(me, term!({(key), (value), (&place)}))?;
        self.order.insert(me, term!({(place), (key)}))?;
        while self.entries.size()? > self.capacity {
            let Some(first) = self.order.first(me)? else { break };
            let key = self.order.lookup_element(me, &first, 2)?;
            self.remove(me, &key)?;
            bump(&self.stats, me, "evictions");
        }
        Ok(())
        // ANCHOR_END: cut_store => // TODO store: an entry and its place in the order; what if the key was there? And who goes when there are too many?
        // ANCHOR_END: cut_store => let _ = (me, key, value, millis(expires_at), self.next_number, self.capacity, Self::remove, bump::<Context>, term!({}));
        // ANCHOR_END: cut_store => todo!("store: two tables, one change")
    }

    /// Takes a key out of both tables.
    pub(crate) fn remove(&self, me: &Context, key: &Term) -> Result<(), TableError> {
        // ANCHOR: cut_store
        for row in self.entries.take(me, key)? {
            if let Some([_, _, place]) = row.as_tuple() {
                self.order.delete(me, place)?;
            }
        }
        Ok(())
        // ANCHOR_END: cut_store => // TODO store: `take` the entry; it knows its place
        // ANCHOR_END: cut_store => let _ = (me, key, &self.entries, &self.order);
        // ANCHOR_END: cut_store => todo!("store: out of both tables")
    }
    // ANCHOR_END: store

    // ANCHOR: sweep
    /// Takes out everything that has expired: from the front of the order, as far as it goes.
    pub(crate) fn sweep(&self, me: &Context, now: Duration) -> Result<(), TableError> {
        while let Some(first) = self.order.first(me)? {
            let expires_at = first.as_tuple().and_then(|place| place.first()?.as_int());
            if expires_at.is_none_or(|end| end > millis(now)) {
                break;
            }
            let key = self.order.lookup_element(me, &first, 2)?;
            self.remove(me, &key)?;
        }
        Ok(())
    }
    // ANCHOR_END: sweep

    /// Takes out everything.
    pub(crate) fn clear(&self, me: &Context) -> Result<(), TableError> {
        self.entries.delete_all_objects(me)?;
        self.order.delete_all_objects(me)
    }

    /// Counts one load.
    pub(crate) fn count_load(&self, me: &Context) {
        bump(&self.stats, me, "loads");
    }
}

/// A moment as it stands in the tables: whole milliseconds, the largest number for ever.
pub(crate) fn millis(moment: Duration) -> i64 {
    i64::try_from(moment.as_millis()).unwrap_or(i64::MAX)
}
