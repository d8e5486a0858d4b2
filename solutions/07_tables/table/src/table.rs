//! A table: what it is, and what everybody may know of it.
//!
//! Source: OTP, `ets` ("new/2", "info/1").

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use process::{Pid, Ref};
use term::Term;

use crate::access::{Process, Right};
use crate::entry::Rows;
use crate::key::Keys;
use crate::options::Heir;
use crate::rows::Shards;
use crate::tables::Space;
use crate::{Access, Options, TableError, Type};

/// A handle to a table. Clones are handles to the same one.
#[derive(Clone)]
pub struct Table(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) id: Ref,
    pub(crate) name: Arc<str>,
    pub(crate) named: bool,
    pub(crate) kind: Type,
    pub(crate) access: Access,
    pub(crate) key_position: usize,
    /// Set before the rows go: who finds it unset after an operation has seen the table whole.
    pub(crate) gone: AtomicBool,
    pub(crate) holder: RwLock<Holder>,
    pub(crate) rows: Shards,
    pub(crate) space: Weak<Space>,
}

/// Who has the table, and who will have it.
pub(crate) struct Holder {
    pub(crate) owner: Pid,
    pub(crate) heir: Option<Heir>,
}

/// What everybody may know of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as `ets:info/1` names them")]
pub struct Info {
    pub id: Ref,
    pub name: Arc<str>,
    pub named_table: bool,
    pub owner: Pid,
    pub heir: Option<Pid>,
    pub size: usize,
    pub kind: Type,
    pub key_position: usize,
    pub access: Access,
}

impl Table {
    pub(crate) fn new(id: Ref, name: Arc<str>, owner: Pid, options: Options, space: Weak<Space>) -> Self {
        let Options { kind, access, named, key_position, heir } = options;
        let holder = RwLock::new(Holder { owner, heir });
        let (gone, rows) = (AtomicBool::new(false), Shards::new(Keys { kind, position: key_position }));
        Self(Arc::new(Inner { id, name, named, kind, access, key_position, gone, holder, rows, space }))
    }

    /// Looks at the rows of a key.
    pub(crate) fn read<T>(
        &self,
        me: &impl Process,
        key: &Term,
        look: impl FnOnce(&[Term]) -> T,
    ) -> Result<T, TableError> {
        self.may(me.pid(), Right::Read)?;
        let seen = self.0.rows.read(key, look);
        self.is_there()?; // else it was cleared meanwhile, and an empty place says nothing
        Ok(seen)
    }

    /// Changes the rows of a key.
    pub(crate) fn change<T>(
        &self,
        me: &impl Process,
        key: &Term,
        change: impl FnOnce(&mut Rows) -> T,
    ) -> Result<T, TableError> {
        self.may(me.pid(), Right::Write)?;
        let result = self.0.rows.change(key, change);
        self.is_there()?;
        Ok(result)
    }

    pub(crate) fn keys(&self) -> Keys {
        Keys { kind: self.0.kind, position: self.0.key_position }
    }

    /// The key of a row.
    pub(crate) fn key_of<'row>(&self, row: &'row Term) -> Result<&'row Term, TableError> {
        self.keys().of(row)
    }

    /// Who has the table. Its owner may be about to end; then the heir has it in a moment.
    #[must_use]
    pub fn owner(&self) -> Pid {
        self.0.holder.read().unwrap_or_else(PoisonError::into_inner).owner
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self) -> Type {
        self.0.kind
    }

    /// Which element of a row is its key, from 1.
    #[must_use]
    pub fn key_position(&self) -> usize {
        self.0.key_position
    }

    /// Its name; it can be found by it if it is a named table.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// How many rows it has. Everybody may know.
    ///
    /// # Errors
    /// [`TableError::NoTable`].
    pub fn size(&self) -> Result<usize, TableError> {
        self.is_there()?;
        let size = self.0.rows.size();
        self.is_there()?;
        Ok(size)
    }

    /// What everybody may know of it; `None` when it is gone.
    #[must_use]
    pub fn info(&self) -> Option<Info> {
        let size = self.size().ok()?;
        let holder = self.0.holder.read().unwrap_or_else(PoisonError::into_inner);
        Some(Info {
            id: self.0.id,
            name: Arc::clone(&self.0.name),
            named_table: self.0.named,
            owner: holder.owner,
            heir: holder.heir.as_ref().map(|heir| heir.process),
            size,
            kind: self.0.kind,
            key_position: self.0.key_position,
            access: self.0.access,
        })
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Table {}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)
    }
}
