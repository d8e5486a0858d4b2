//! Stage 2: one table as a store: its owner writes, and everybody reads from the table itself.
//!
//! Source: OTP, `ets`, "protected"; `gen_server:call/2`. Chapter: `kv_store`.

use std::fmt;
use std::sync::Arc;

use gen_server::Server;
use process::Context;
use table::{Table, Tables};
use term::Term;

use crate::address::Address;
use crate::api::{Page, Stats, Store};
use crate::error::StoreError;
use crate::owner::{Owner, Request};
use crate::query::Query;

/// A table, its owner and its keeper. Clones are handles to the same ones, and stay good when these are restarted.
#[derive(Clone)]
pub struct Partition {
    tables: Tables,
    name: Arc<str>,
    owner: Address,
    announcer: Arc<str>,
}

impl Partition {
    /// A table of this name, whose owner has the name `NAME.owner`.
    #[must_use]
    pub fn new(tables: &Tables, name: &str) -> Self {
        let owner = Address::Name(format!("{name}.owner").into());
        Self {
            tables: tables.clone(),
            name: name.into(),
            owner,
            announcer: format!("{name}.announcer").into(),
        }
    }

    /// The same, with an owner at this address, and changes told by this announcer.
    #[must_use]
    pub(crate) fn of(self, announcer: &str, owner: Address) -> Self {
        Self { owner, announcer: announcer.into(), ..self }
    }

    pub(crate) fn keeper_name(&self) -> String {
        format!("{}.keeper", self.name)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    pub(crate) fn owner_address(&self) -> &Address {
        &self.owner
    }

    pub(crate) fn announcer(&self) -> &str {
        &self.announcer
    }

    /// The table, whoever has it at the moment.
    pub(crate) fn table(&self) -> Result<Table, StoreError> {
        self.tables.whereis(&self.name).ok_or(StoreError::NoTable)
    }

    /// Asks the owner, and waits until it is done.
    async fn ask(&self, me: &mut Context, request: Request) -> Result<(), StoreError> {
        let owner: Option<Server<Owner>> = self.owner.find(me.system());
        // TODO owner: `call` the owner. There may be none; it may end meanwhile; it may not answer
        let _ = (owner, request, StoreError::NoOwner);
        todo!("owner: ask it")
    }
}

impl Store for Partition {
    async fn put(&self, me: &mut Context, key: Term, value: Term) -> Result<(), StoreError> {
        self.ask(me, Request::Put { key, value }).await
    }

    async fn get(&self, me: &mut Context, key: &Term) -> Result<Option<Term>, StoreError> {
        // TODO owner: the value of the row `{key, value}`; whom do we have to ask?
        let _ = (me, key, self.table()?);
        todo!("owner: read")
    }

    async fn delete(&self, me: &mut Context, key: &Term) -> Result<(), StoreError> {
        self.ask(me, Request::Delete { key: key.clone() }).await
    }

    async fn select(&self, me: &mut Context, query: &Query, limit: usize) -> Result<Page, StoreError> {
        query.first_page(me, vec![self.table()?], limit)
    }

    async fn stats(&self, _: &mut Context) -> Result<Stats, StoreError> {
        Ok(Stats { keys: self.table()?.size()?, tables: 1 })
    }
}

impl fmt::Debug for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Partition({})", self.name)
    }
}
