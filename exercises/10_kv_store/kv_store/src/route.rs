//! Stage 4: several tables, each with an owner of its own, and a way from a key to its owner.
//!
//! Which partition a key belongs to follows from the key alone, so everybody finds it without asking. Who owns the
//! partition at the moment, the registry knows: its name stays, the process under it comes and goes.
//!
//! SHORTCUT: `DefaultHasher` may become another one with a new Rust, so nodes of different builds might disagree.
//! `phash2` is the same for ever; a store that lives longer than a build takes a hash that is written down.
//!
//! Left out: changing the number of partitions while the store runs.
//! Source: Elixir, `Registry`, "Using in `:via`"; `:erlang.phash2/2`. Chapter: `kv_store`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use gen_server::Options;
use process::{Context, System};
use registry::{Keys, Registry};
use supervisor::{ChildSpec, Flags};
use table::Tables;
use term::{Term, term};

use crate::address::Address;
use crate::api::{Page, Stats, Store};
use crate::error::StoreError;
use crate::query::{Plan, Query};
use crate::store::Partition;

/// A store of several partitions. Clones are handles to the same one, and stay good when its processes are restarted.
#[derive(Clone, Debug)]
pub struct Routed {
    name: Arc<str>,
    registry: Registry,
    partitions: Arc<[Partition]>,
}

impl Routed {
    /// So many partitions, at least one.
    #[must_use]
    pub fn new(system: &System, tables: &Tables, name: &str, partitions: usize) -> Self {
        let options = registry::Options::new(format!("{name}.registry"), Keys::Unique);
        let registry = Registry::new(system, tables, options);
        let partition = |number: usize| {
            let partition = Partition::new(tables, &format!("{name}.{number}"));
            partition.of(&format!("{name}.announcer"), owner_address(&registry, number))
        };
        let partitions = (0..partitions.max(1)).map(partition).collect();
        Self { name: name.into(), registry, partitions }
    }
}

/// The address of the owner of a partition: a name that stays when the owner is restarted.
fn owner_address(registry: &Registry, number: usize) -> Address {
    // TODO route: the key `{:partition, number}` of the registry; `Registry::via` makes a name of it
    let _ = (registry.via(term!(:none)), Address::Via);
    todo!("route: where is the owner of partition {number}?")
}

impl Routed {
    /// The number of the partition to which a key belongs.
    #[must_use]
    pub fn number(&self, key: &Term) -> usize {
        // TODO route: from the key alone, the same each time, and all of them alike: a `DefaultHasher`
        key.hash(&mut DefaultHasher::new());
        todo!("route: which of {} partitions? {}", self.partitions.len(), DefaultHasher::new().finish())
    }

    /// The partitions in which results of a query may lie.
    fn asked(&self, query: &Query) -> Vec<&Partition> {
        // TODO everywhere: all of them, or those of the keys that the plan names, each once
        let _ = (query.plan(), Plan::Scan);
        todo!("everywhere: whom does this query concern?")
    }

    /// The partition to which a key belongs.
    fn of(&self, key: &Term) -> &Partition {
        &self.partitions[self.number(key)]
    }

    /// The children of a supervisor with the strategy `one_for_one`: keepers, registry, owners. Nobody keeps another's
    /// pid, so each of them may come back alone.
    #[must_use]
    pub fn children(&self) -> Vec<ChildSpec> {
        let group = |what: &str, children: Vec<ChildSpec>| {
            let name = format!("{}.{what}", self.name);
            // A registry that crashes takes its owners along, all at once.
            let flags = Flags { max_restarts: 3 * children.len(), ..Flags::default() };
            ChildSpec::supervisor(name.as_str(), children, flags, Options::named(name.as_str()))
        };
        let keepers = self.partitions.iter().map(Partition::keeper_spec).collect();
        let owners = self.partitions.iter().map(Partition::owner_spec).collect();
        vec![group("keepers", keepers), self.registry.child_spec(), group("owners", owners)]
    }
}

impl Store for Routed {
    async fn put(&self, me: &mut Context, key: Term, value: Term) -> Result<(), StoreError> {
        self.of(&key).put(me, key, value).await
    }

    async fn get(&self, me: &mut Context, key: &Term) -> Result<Option<Term>, StoreError> {
        self.of(key).get(me, key).await
    }

    async fn delete(&self, me: &mut Context, key: &Term) -> Result<(), StoreError> {
        self.of(key).delete(me, key).await
    }

    async fn select(&self, me: &mut Context, query: &Query, limit: usize) -> Result<Page, StoreError> {
        let tables = self.asked(query).into_iter().map(Partition::table).collect::<Result<_, _>>()?;
        query.first_page(me, tables, limit)
    }

    async fn stats(&self, me: &mut Context) -> Result<Stats, StoreError> {
        let mut all = Stats::default();
        for partition in &*self.partitions {
            let one = partition.stats(me).await?;
            all = Stats { keys: all.keys + one.keys, tables: all.tables + one.tables };
        }
        Ok(all)
    }
}
