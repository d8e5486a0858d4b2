//! Owners and heirs.
//!
//! A table belongs to the process that made it. When that ends, in whatever way, its heir gets the table with all
//! its rows; without an heir the table goes. By the time anybody hears of the end, that is done.
//!
//! Source: OTP, `ets` ("heir"), and `erts/emulator/beam/erl_db.c`.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use process::Pid;
use term::Term;

use crate::options::Heir;
use crate::tables::{Space, State};
use crate::{Table, TableError, Transfer};

impl Space {
    /// A process has ended: each of its tables goes to its heir, or goes.
    fn owner_ended(self: &Arc<Self>, owner: Pid) {
        let mut state = self.write();
        let mut gone: Vec<Table> = Vec::new();
        let mut inherited: Vec<(Table, Heir)> = Vec::new();
        for table in state.owned.remove(&owner).unwrap_or_default().into_values() {
            // TODO: `inherited.push((table, heir))` or `gone.push(table)`? `table.heir()` says who the
            // heir is; `self.own(&mut state, heir.process, &table)` makes it the owner, if it lives
            let _ = (table.heir(), &mut gone, &mut inherited);
            todo!("owner: who has this table now?")
        }
        gone.retain(|table| self.forget(&mut state, table).is_ok());
        drop(state);
        gone.iter().for_each(|table| table.0.rows.clear());
        for (table, heir) in inherited {
            self.tell(owner, heir.process, &table, heir.data);
        }
    }

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
            // Who is about to end takes nothing over; nor does an owner inherit from itself.
            if !self.system.is_alive(process) || !self.system.at_exit(process, at_exit) {
                return Err(TableError::Terminated);
            }
        }
        state.owned.entry(process).or_default().insert(table.0.id, table.clone());
        table.0.holder.write().unwrap_or_else(PoisonError::into_inner).owner = process;
        Ok(())
    }

    /// The table is gone from now on; its rows are not yet.
    pub(crate) fn forget(&self, state: &mut State, table: &Table) -> Result<(), TableError> {
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

    pub(crate) fn tell(&self, from: Pid, to: Pid, table: &Table, data: Term) {
        self.system.send_as(from, to, Transfer { table: table.clone(), from, data });
    }
}

impl Table {
    fn heir(&self) -> Option<Heir> {
        self.0.holder.read().unwrap_or_else(PoisonError::into_inner).heir.clone()
    }
}
