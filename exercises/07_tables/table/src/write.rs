//! Rows in.
//!
//! Each request is one moment for everybody else, a list of rows included: nobody sees half of it. What is wrong
//! with any row of a list is found before the first one lies in the table.
//!
//! Source: OTP, `ets` ("insert/2", "insert_new/2"). OTP 25 puts a *list* into a `bag`
//! from its end; here, as in all other cases there, the order of the rows is that of their insertion.

use term::Term;

use crate::access::{Process, Right};
use crate::entry::Rows;
use crate::{Table, TableError, Type};

impl Table {
    /// A row joins those of its key.
    fn put(&self, rows: &mut Rows, row: Term) {
        // TODO: `rows.push(row)`, `*rows = Rows::One(row)`, or nothing? `rows.as_slice()` shows them
        let _ = (rows, row, Type::Bag);
        todo!("types: what becomes of the rows of this key?")
    }

    /// Inserts a row. In a set it takes the place of the one that has its key.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::NotATuple`], [`TableError::NoKeyInRow`].
    pub fn insert(&self, me: &impl Process, row: Term) -> Result<(), TableError> {
        self.may(me.pid(), Right::Write)?;
        let key = self.key_of(&row)?.clone();
        self.change(me, &key, |rows| self.put(rows, row))
    }

    /// Inserts rows, all of them or none.
    ///
    /// # Errors
    /// As [`Table::insert`], for any of them.
    pub fn insert_many(
        &self,
        me: &impl Process,
        rows: impl IntoIterator<Item = Term>,
    ) -> Result<(), TableError> {
        let inserted = self.insert_if(me, rows.into_iter().collect(), |_| true);
        inserted.map(|_| ()).map_err(TableError::of_a_list)
    }

    /// Inserts a row if no row has its key, and says whether it did.
    ///
    /// # Errors
    /// As [`Table::insert`].
    pub fn insert_new(&self, me: &impl Process, row: Term) -> Result<bool, TableError> {
        self.may(me.pid(), Right::Write)?;
        let key = self.key_of(&row)?.clone();
        self.change(me, &key, |rows| {
            let inserts = rows.is_empty();
            if inserts {
                self.put(rows, row);
            }
            inserts
        })
    }

    /// Inserts rows if no row has a key of theirs; all of them or none.
    ///
    /// # Errors
    /// As [`Table::insert`], for any of them.
    pub fn insert_many_new(
        &self,
        me: &impl Process,
        rows: impl IntoIterator<Item = Term>,
    ) -> Result<bool, TableError> {
        let inserted = self.insert_if(me, rows.into_iter().collect(), <[Term]>::is_empty);
        inserted.map_err(TableError::of_a_list)
    }

    fn insert_if(
        &self,
        me: &impl Process,
        rows: Vec<Term>,
        such: impl Fn(&[Term]) -> bool,
    ) -> Result<bool, TableError> {
        self.may(me.pid(), Right::Write)?;
        let inserted = self.put_all(&rows, such)?;
        self.is_there()?;
        Ok(inserted)
    }

    /// Inserts rows, all of them or none: if for each key `such` says yes to the rows that have it already.
    fn put_all(&self, rows: &[Term], such: impl Fn(&[Term]) -> bool) -> Result<bool, TableError> {
        // TODO: one row after the other. Make it one moment: all keys, all locks, a look, and only then a change
        for row in rows {
            let key = self.key_of(row)?;
            let mut locked = self.0.rows.lock([key].into_iter());
            if !such(locked.get(key)) {
                return Ok(false);
            }
            locked.change(key, |there| self.put(there, row.clone()));
        }
        Ok(true)
    }
}
