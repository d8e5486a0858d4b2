//! Owners and heirs.
//!
//! A table belongs to the process that made it. When that ends, in whatever way, its heir gets the table with all
//! its rows; without an heir the table goes. By the time anybody hears of the end, that is done.
//!
//! Source: OTP, `ets` ("heir", "give_away/3"), and `erts/emulator/beam/erl_db.c`.

use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use process::Pid;
use term::Term;

use crate::access::{Process, Right};
use crate::options::Heir;
use crate::tables::{Space, State};
use crate::{Table, TableError};

// ANCHOR: transfer
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
// ANCHOR_END: transfer

impl Space {
    // ANCHOR: owner_ended
    /// A process has ended: each of its tables goes to its heir, or goes.
    fn owner_ended(self: &Arc<Self>, owner: Pid) {
        let mut state = self.write();
        let (mut gone, mut inherited) = (Vec::new(), Vec::new());
        for table in state.owned.remove(&owner).unwrap_or_default().into_values() {
            // ANCHOR: cut_owner
            match table.heir() {
                Some(heir) if heir.process != owner && self.own(&mut state, heir.process, &table).is_ok() => {
                    inherited.push((table, heir));
                }
                _ => gone.push(table),
            }
            // ANCHOR_END: cut_owner => // TODO: `inherited.push((table, heir))` or `gone.push(table)`? `table.heir()` says
            // ANCHOR_END: cut_owner => // who it is, `self.own(&mut state, heir.process, &table)` makes it the owner, if it lives
            // ANCHOR_END: cut_owner => gone.push(table);
            // ANCHOR_END: cut_owner => inherited.extend(Vec::<(Table, Heir)>::new());
            // ANCHOR_END: cut_owner => todo!("owner: who has this table now?")
        }
        gone.retain(|table| self.forget(&mut state, table).is_ok());
        drop(state);
        gone.iter().for_each(|table| table.0.rows.clear());
        for (table, heir) in inherited {
            self.tell(owner, heir.process, &table, heir.data);
        }
    }
    // ANCHOR_END: owner_ended

    // ANCHOR: own
    /// From now on the table belongs to this process. With its first one, we ask to be told of its end.
    pub(crate) fn own(
        self: &Arc<Self>,
        state: &mut State,
        process: Pid,
        table: &Table,
    ) -> Result<(), TableError> {
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
    // ANCHOR_END: own

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
    /// [`TableError::NoTable`], [`TableError::NoAccess`] or [`TableError::NotOwner`] unless `me` is the owner,
    /// [`TableError::AlreadyOwner`], [`TableError::Terminated`].
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
    /// [`TableError::NoTable`], [`TableError::NoAccess`] or [`TableError::NotOwner`] unless `me` is the owner.
    pub fn set_heir(&self, me: &impl Process, heir: Option<Heir>) -> Result<(), TableError> {
        self.is_owner(me.pid())?;
        self.0.holder.write().unwrap_or_else(PoisonError::into_inner).heir = heir;
        Ok(())
    }

    fn heir(&self) -> Option<Heir> {
        self.0.holder.read().unwrap_or_else(PoisonError::into_inner).heir.clone()
    }

    fn is_owner(&self, me: Pid) -> Result<(), TableError> {
        self.may(me, Right::Write)?;
        if self.owner() == me { Ok(()) } else { Err(TableError::NotOwner) }
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ETS-TRANSFER {:?} {}", self.table, self.data)
    }
}
