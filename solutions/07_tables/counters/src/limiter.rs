//! A fixed window in a public table: a row for each user and window, counted by whoever comes.
//!
//! The number of the window is part of the key, so a new window begins at the default row, and nobody sets anything
//! to zero. The counter stops at limit + 1, the first number that means no.
//!
//! Source: OTP, `ets:update_counter/4` and `ets:select_delete/2`. Chapter: `tables`.

use std::time::Duration;

use match_spec::{MatchSpec, Select, SelectError};
use process::Context;
use rate_limiter::{Decision, Limit};
use table::{Options, Process, Table, TableError, Tables};
use term::term;

// ANCHOR: limiter
/// A limiter. Clones count in the same table; it goes when its owner ends.
#[derive(Clone, Debug)]
pub struct Limiter {
    table: Table,
    limit: Limit,
}

impl Limiter {
    /// A limiter whose table belongs to this process.
    ///
    /// # Errors
    /// When this process has ended.
    pub fn new(tables: &Tables, owner: &Context, limit: Limit) -> Result<Self, TableError> {
        let table = tables.create(owner, "hits", Options::set().public())?;
        Ok(Self { table, limit })
    }

    /// The number of the window in which `now` lies.
    fn window(&self, now: Duration) -> u64 {
        u64::try_from(now.as_nanos() / self.limit.window.as_nanos()).unwrap_or(u64::MAX)
    }
}
// ANCHOR_END: limiter

impl Limiter {
    // ANCHOR: hit
    /// A user does something; may it? One operation on the table, in the caller.
    ///
    /// # Errors
    /// [`TableError::NoTable`] when the owner has ended.
    pub fn hit(&self, me: &impl Process, user: &str, now: Duration) -> Result<Decision, TableError> {
        // ANCHOR: cut_limit
        let (window, hits) = (self.window(now), count(self.limit.hits));
        let key = term!({(user), (window)});
        let one_too_many = hits + 1;
        let operation = (2, 1, one_too_many, one_too_many);
        let used = self.table.update_counter_or(me, &key, operation, &term!({(&key), 0}))?;
        Ok(match used.as_int().unwrap_or(one_too_many) {
            used if used <= hits => Decision::Allow { left: (hits - used).try_into().unwrap_or(0) },
            _ => Decision::Wait(self.begin(window + 1) - now),
        })
        // ANCHOR_END: cut_limit => // TODO limit: which row is counted in? One operation adds, and stops at the first number that means no
        // ANCHOR_END: cut_limit => let _ = (me, term!({(user)}), self.window(now), self.begin(0), count(self.limit.hits));
        // ANCHOR_END: cut_limit => todo!("limit: count, and say what it means")
    }
    // ANCHOR_END: hit

    // ANCHOR: sweep
    /// Takes out the rows of all windows before the current one, and says how many there were.
    ///
    /// # Errors
    /// When the owner has ended.
    pub fn sweep(&self, me: &impl Process, now: Duration) -> Result<usize, SelectError> {
        // ANCHOR: cut_sweep
        let old = term!([{ {{:_, :"$1"}, :_}, [{:<, :"$1", (self.window(now))}], [true] }]);
        self.table.select_delete(me, &MatchSpec::compile(&old).expect("the specification is well formed"))
        // ANCHOR_END: cut_sweep => // TODO sweep: a row is `{{user, window}, count}`; which ones will no hit look for again?
        // ANCHOR_END: cut_sweep => let _ = |old| MatchSpec::compile(old).map(|old| (self.window(now), self.table.select_delete(me, &old)));
        // ANCHOR_END: cut_sweep => todo!("sweep: a specification for `select_delete`")
    }
    // ANCHOR_END: sweep

    /// When the window of this number begins.
    fn begin(&self, window: u64) -> Duration {
        Duration::from_nanos_u128(self.limit.window.as_nanos() * u128::from(window))
    }

    /// Its table.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }
}

fn count(hits: usize) -> i64 {
    hits.try_into().unwrap_or(i64::MAX - 1)
}
