//! The table space of a node: names, and who owns what.
//!
//! A table belongs to the process that made it. When that ends, in whatever way, its heir gets the table; without
//! an heir the table goes, and all its rows. By the time anybody hears of the end, that is done.
//!
//! Source: OTP, `ets` ("heir", "give_away/3"), and `erts/emulator/beam/erl_db.c`. Chapter: `tables`.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use process::{Pid, Ref, System};
use term::Term;

use crate::options::Heir;
use crate::table::{Process, Right};
use crate::{Options, Table, TableError};

/// All tables of a node. Clones are handles to the same space.
#[derive(Clone)]
pub struct Tables {
    space: Arc<Space>,
}

pub(crate) struct Space {
    system: System,
    state: RwLock<State>,
}

#[derive(Default)]
struct State {
    names: HashMap<Arc<str>, Table>,
    /// A process is here from its first table on, until it ends.
    owned: BTreeMap<Pid, BTreeMap<Ref, Table>>,
}

/// `{'ETS-TRANSFER', Tab, FromPid, Data}`: a table is yours now.
#[derive(Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The table.
    pub table: Table,
    /// Who had it before.
    pub from: Pid,
    /// What the giver, or the option `heir`, says of it.
    pub data: Term,
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

impl Table {
    /// Deletes the whole table: `ets:delete/1`.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn delete_table(&self, me: &impl Process) -> Result<(), TableError> {
        self.may(me.pid(), Right::Write)?;
        if let Some(space) = self.0.space.upgrade() {
            space.forget(&mut space.write(), self)?;
        }
        self.0.rows.clear();
        Ok(())
    }

    /// Gives the table to another process, which is told by a [`Transfer`].
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`] unless `me` is the owner, [`TableError::AlreadyOwner`],
    /// [`TableError::Terminated`].
    pub fn give_away(&self, me: &impl Process, to: Pid, data: impl Into<Term>) -> Result<(), TableError> {
        let me = me.pid();
        let space = self.0.space.upgrade().ok_or(TableError::NoTable)?;
        let mut state = space.write();
        self.is_owner(me)?;
        if to == me {
            return Err(TableError::AlreadyOwner);
        }
        space.own(&mut state, to, self)?;
        if let Some(tables) = state.owned.get_mut(&me) {
            tables.remove(&self.0.id);
        }
        drop(state);
        space.tell(me, to, self, data.into());
        Ok(())
    }

    /// Says who gets the table when its owner ends; `None`: nobody.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`] unless `me` is the owner.
    pub fn set_heir(&self, me: &impl Process, heir: Option<Heir>) -> Result<(), TableError> {
        self.is_owner(me.pid())?;
        self.0.holder.write().unwrap_or_else(PoisonError::into_inner).heir = heir;
        Ok(())
    }

    fn is_owner(&self, me: Pid) -> Result<(), TableError> {
        self.is_there()?;
        if self.owner() == me { Ok(()) } else { Err(TableError::NoAccess) }
    }
}

impl Space {
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on the table belongs to this process. With its first one, we ask to be told of its end.
    fn own(self: &Arc<Self>, state: &mut State, process: Pid, table: &Table) -> Result<(), TableError> {
        if !state.owned.contains_key(&process) {
            let space = Arc::downgrade(self);
            let at_exit = move || {
                if let Some(space) = space.upgrade() {
                    space.owner_ended(process);
                }
            };
            if !self.system.at_exit(process, at_exit) {
                return Err(TableError::Terminated);
            }
        }
        state.owned.entry(process).or_default().insert(table.0.id, table.clone());
        table.0.holder.write().unwrap_or_else(PoisonError::into_inner).owner = process;
        Ok(())
    }

    /// A process has ended: each of its tables goes to its heir, or goes.
    fn owner_ended(self: &Arc<Self>, owner: Pid) {
        let mut state = self.write();
        let (mut gone, mut inherited) = (Vec::new(), Vec::new());
        for table in state.owned.remove(&owner).unwrap_or_default().into_values() {
            let heir = table.0.holder.read().unwrap_or_else(PoisonError::into_inner).heir.clone();
            let heir = heir.filter(|heir| heir.process != owner);
            match heir {
                Some(heir) if self.own(&mut state, heir.process, &table).is_ok() => {
                    inherited.push((table, heir))
                }
                _ => {
                    let _ = self.forget(&mut state, &table); // somebody else may have deleted it
                    gone.push(table);
                }
            }
        }
        drop(state);
        gone.iter().for_each(|table| table.0.rows.clear());
        for (table, heir) in inherited {
            self.tell(owner, heir.process, &table, heir.data);
        }
    }

    /// The table is gone from now on; its rows are not yet.
    fn forget(&self, state: &mut State, table: &Table) -> Result<(), TableError> {
        if table.0.gone.swap(true, Ordering::AcqRel) {
            return Err(TableError::NoTable);
        }
        if table.0.named {
            state.names.remove(&table.0.name);
        }
        if let Some(tables) = state.owned.get_mut(&table.owner()) {
            tables.remove(&table.0.id);
        }
        Ok(())
    }

    fn tell(&self, from: Pid, to: Pid, table: &Table, data: Term) {
        self.system.send_as(from, to, Transfer { table: table.clone(), from, data });
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ETS-TRANSFER {:?} {}", self.table, self.data)
    }
}
