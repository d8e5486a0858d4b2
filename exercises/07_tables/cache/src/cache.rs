//! What callers use. A read is done by whoever reads, in its own process; everything that changes the cache is a call
//! to its owner, so that whoever puts and then reads finds what it has put.
//!
//! A cache that is away (its owner has crashed and is not back yet) is an empty cache: every read is a miss.
//!
//! Source: OTP, `ets`; the pattern "read-through". Chapter: `tables`.

use std::time::Duration;

use gen_server::{Options, Server};
use process::{CallError, Context, ExitReason};
use supervisor::ChildSpec;
use table::{Process, Table, Tables};
use term::{Atom, Term};
use tokio::time::Instant;

use crate::owner::{Owner, Reply, Request};
use crate::read::{ENTRIES, STATS};
use crate::settings::{Loader, Settings};
use crate::told::{FetchError, Stats};

/// The name of the owner.
pub(crate) const CACHE: &str = "cache";

/// A cache. Clones are the same one, before and after a restart of its owner.
#[derive(Clone, Debug)]
pub struct Cache {
    pub(crate) tables: Tables,
    pub(crate) settings: Settings,
    pub(crate) loader: Loader,
    /// When time began, for all owners that there will be.
    begun: Instant,
}

impl Cache {
    /// A cache, as its callers see it. It holds nothing until its owner runs.
    #[must_use]
    pub fn new(tables: &Tables, settings: Settings, loader: Loader) -> Self {
        Self { tables: tables.clone(), settings, loader, begun: Instant::now() }
    }

    /// The owner, for a supervisor.
    #[must_use]
    pub fn child_spec(&self) -> ChildSpec {
        ChildSpec::server::<Owner>(CACHE, self.clone(), Options::named(CACHE))
    }

    /// The value of a key: from the cache, or else loaded. However many ask for it, it is loaded once.
    ///
    /// # Errors
    /// [`FetchError`].
    pub async fn fetch(&self, me: &mut Context, key: &Term) -> Result<Term, FetchError> {
        if let Some(value) = self.get(&me.pid(), key) {
            return Ok(value);
        }
        match self.call(me, Request::Fetch(key.clone())).await {
            Ok(Reply::Loaded(loaded)) => loaded.map_err(FetchError::Crashed),
            Ok(Reply::Done) => unreachable!("a fetch is answered with a value"),
            Err(error) => Err(FetchError::Call(error)),
        }
    }

    /// Puts a value, for the time that the settings name.
    ///
    /// # Errors
    /// When the owner does not answer.
    pub async fn put(&self, me: &mut Context, key: &Term, value: &Term) -> Result<(), CallError> {
        self.put_for(me, key, value, self.settings.ttl).await
    }

    /// Puts a value, for `ttl`. `Duration::MAX` is for ever.
    ///
    /// # Errors
    /// When the owner does not answer.
    pub async fn put_for(
        &self,
        me: &mut Context,
        key: &Term,
        value: &Term,
        ttl: Duration,
    ) -> Result<(), CallError> {
        self.call(me, Request::Put { key: key.clone(), value: value.clone(), ttl }).await.map(drop)
    }

    /// Takes a key out. A load of it that runs is for those who wait for it, and is not kept.
    ///
    /// # Errors
    /// When the owner does not answer.
    pub async fn delete(&self, me: &mut Context, key: &Term) -> Result<(), CallError> {
        self.call(me, Request::Delete(key.clone())).await.map(drop)
    }

    /// Takes everything out.
    ///
    /// # Errors
    /// When the owner does not answer.
    pub async fn clear(&self, me: &mut Context) -> Result<(), CallError> {
        self.call(me, Request::Clear).await.map(drop)
    }

    /// How often what has happened. All zero while there is no owner.
    pub fn stats(&self, me: &impl Process) -> Stats {
        let count = |name: &str| -> Option<i64> {
            let stats = self.tables.whereis(STATS)?;
            stats.lookup_element(me, &Term::from(Atom::new(name)), 2).ok()?.as_int()
        };
        let count = |name| count(name).unwrap_or(0);
        Stats {
            hits: count("hits"),
            misses: count("misses"),
            loads: count("loads"),
            evictions: count("evictions"),
        }
    }

    /// The table with the values, while there is an owner: `{key, value, {expires_at, number}}`.
    #[must_use]
    pub fn entries(&self) -> Option<Table> {
        self.tables.whereis(ENTRIES)
    }

    /// All keys that are in memory, those that have expired included, in term order.
    pub fn keys(&self, me: &impl Process) -> Vec<Term> {
        let rows = self.entries().and_then(|entries| entries.rows(me).ok()).unwrap_or_default();
        let mut keys: Vec<_> = rows.iter().filter_map(|row| row.as_tuple()?.first().cloned()).collect();
        keys.sort();
        keys
    }

    /// How long ago time began.
    pub(crate) fn now(&self) -> Duration {
        self.begun.elapsed()
    }

    async fn call(&self, me: &mut Context, request: Request) -> Result<Reply, CallError> {
        let owner =
            Server::<Owner>::whereis(me.system(), CACHE).ok_or(CallError::Down(ExitReason::NoProc))?;
        owner.call(me, request).await
    }
}
