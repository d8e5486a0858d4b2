//! What an owner does with its table: gives it away, names an heir, deletes it.
//!
//! Source: OTP, `ets` ("give_away/3", "setopts/2", "delete/1").

use std::fmt;
use std::sync::PoisonError;

use process::Pid;
use term::Term;

use crate::access::{Process, Right};
use crate::options::Heir;
use crate::{Table, TableError};

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
