//! Rows out.
//!
//! Source: OTP, `ets` ("delete/2", "delete_object/2", "take/2", "delete_all_objects/1").

use term::Term;

use crate::access::{Process, Right};
use crate::entry::Rows;
use crate::{Table, TableError};

impl Table {
    /// Deletes the rows of a key.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn delete(&self, me: &impl Process, key: &Term) -> Result<(), TableError> {
        self.take(me, key).map(|_| ())
    }

    /// Deletes the rows that are `row` in each element.
    ///
    /// # Errors
    /// As [`Table::insert`].
    pub fn delete_object(&self, me: &impl Process, row: &Term) -> Result<(), TableError> {
        self.may(me.pid(), Right::Write)?;
        let key = self.key_of(row)?;
        self.change(me, key, |rows| rows.retain(|other| other != row))
    }

    /// Deletes the rows of a key and hands them out.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn take(&self, me: &impl Process, key: &Term) -> Result<Vec<Term>, TableError> {
        self.change(me, key, Rows::take)
    }

    /// Deletes every row.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn delete_all_objects(&self, me: &impl Process) -> Result<(), TableError> {
        self.may(me.pid(), Right::Write)?;
        self.0.rows.clear();
        self.is_there()
    }
}
