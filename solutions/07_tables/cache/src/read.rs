//! A read: done by whoever reads, in its own process. No message is sent, and nobody waits.
//!
//! What has expired lies in the table until the owner sweeps it, and the reader may not delete it; so each read judges
//! by itself. A cache that is away is an empty cache.
//!
//! Source: OTP, `ets:lookup/2`, `ets:update_counter/4`. Chapter: `tables`.

use table::{Process, Table};
use term::{Atom, Term, term};

use crate::cache::Cache;
use crate::shelf::millis;

/// The name of the table with the values.
pub(crate) const ENTRIES: &str = "entries";
/// The name of the table with the counts.
pub(crate) const STATS: &str = "stats";

impl Cache {
    // ANCHOR: get
    /// The value of a key, if it is in the cache and alive. Nobody is asked, and it is counted as a hit or a miss.
    pub fn get(&self, me: &impl Process, key: &Term) -> Option<Term> {
        // ANCHOR: cut_read
        let value = self.peek(me, key);
        if let Some(stats) = self.tables.whereis(STATS) {
            bump(&stats, me, if value.is_some() { "hits" } else { "misses" });
        }
        value
        // ANCHOR_END: cut_read => // TODO read: `peek`, and `bump` "hits" or "misses" in the table of counts (`whereis`)
        // ANCHOR_END: cut_read => let _ = (me, key, self.tables.whereis(STATS), bump::<process::Pid>);
        // ANCHOR_END: cut_read => todo!("read: a hit or a miss")
    }

    /// The same, uncounted. A row is `{key, value, {expires_at, number}}`.
    pub(crate) fn peek(&self, me: &impl Process, key: &Term) -> Option<Term> {
        // ANCHOR: cut_read
        let row = self.entries()?.lookup_one(me, key).ok()??;
        let [_, value, place] = row.as_tuple()? else { return None };
        let expires_at = place.as_tuple()?.first()?.as_int()?;
        (millis(self.now()) < expires_at).then(|| value.clone())
        // ANCHOR_END: cut_read => // TODO read: the row of this key, if there is one. Is it alive at `millis(self.now())`?
        // ANCHOR_END: cut_read => let _ = (me, key, self.entries(), millis(self.now()));
        // ANCHOR_END: cut_read => todo!("read: look into the table")
    }
    // ANCHOR_END: get
}

// ANCHOR: bump
/// Counts one. Anybody may, so nobody waits; a count that is lost with its table is no loss.
pub(crate) fn bump<P: Process>(stats: &Table, me: &P, name: &str) {
    let key = Term::from(Atom::new(name));
    let _ = stats.update_counter_or(me, &key, 1, &term!({(&key), 0}));
}
// ANCHOR_END: bump
