//! The table space of a node: names, and who owns what.
//!
//! Source: OTP, `ets` ("named_table", "whereis/1", "all/0").

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use process::{Pid, Ref, System};

use crate::access::Process;
use crate::{Options, Table, TableError};

/// All tables of a node. Clones are handles to the same space.
#[derive(Clone)]
pub struct Tables {
    space: Arc<Space>,
}

pub(crate) struct Space {
    pub(crate) system: System,
    state: RwLock<State>,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) names: HashMap<Arc<str>, Table>,
    /// A process is here from its first table on, until it ends.
    pub(crate) owned: BTreeMap<Pid, BTreeMap<Ref, Table>>,
}

impl Tables {
    /// The table space of this node, without tables. A node has one.
    #[must_use]
    pub fn new(system: &System) -> Self {
        Self { space: Arc::new(Space { system: system.clone(), state: RwLock::default() }) }
    }

    /// Makes a table that belongs to `me`.
    ///
    /// # Errors
    /// [`TableError::NameTaken`], [`TableError::BadOptions`] for the key position 0, [`TableError::Terminated`] when
    /// `me` has ended, or is no process.
    pub fn create(&self, me: &impl Process, name: &str, options: Options) -> Result<Table, TableError> {
        if options.key_position == 0 {
            return Err(TableError::BadOptions);
        }
        let (space, named) = (Arc::downgrade(&self.space), options.named);
        let mut state = self.space.write();
        if named && state.names.contains_key(name) {
            return Err(TableError::NameTaken);
        }
        let table = Table::new(self.space.system.make_ref(), name.into(), me.pid(), options, space);
        self.space.own(&mut state, me.pid(), &table)?;
        if named {
            state.names.insert(Arc::clone(&table.0.name), table.clone());
        }
        Ok(table)
    }

    /// The table with this name, if it was made as a named one.
    #[must_use]
    pub fn whereis(&self, name: &str) -> Option<Table> {
        self.space.read().names.get(name).cloned()
    }

    /// Every table there is, the oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Table> {
        let mut all: Vec<_> = self.space.read().owned.values().flat_map(BTreeMap::values).cloned().collect();
        all.sort_by_key(|table| table.0.id);
        all
    }
}

impl Space {
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}
