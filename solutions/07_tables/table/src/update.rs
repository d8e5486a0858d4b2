//! Parts of a row changed in place: counters, and single elements.
//!
//! Reading, adding and writing are one moment, so no count is lost, however many processes count. What is wrong
//! with any of several operations is found before the first one is kept.
//!
//! Source: OTP, `ets` ("update_counter/4", "update_element/3").

use term::Term;

use crate::access::{Process, Right};
use crate::entry::Rows;
use crate::{Increment, Table, TableError, Type};

impl Table {
    /// Changes a counter of the row of a key, and gives its new value.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::WrongType`] for bags,
    /// [`TableError::NoSuchKey`], [`TableError::KeyPosition`], [`TableError::UpdateOutOfRange`],
    /// [`TableError::NotAnInteger`].
    pub fn update_counter(
        &self,
        me: &impl Process,
        key: &Term,
        increment: impl Into<Increment>,
    ) -> Result<Term, TableError> {
        self.one_counter(me, key, increment.into(), None)
    }

    /// The same; a key without a row gets the row `default` first, with this key.
    ///
    /// # Errors
    /// As [`Table::update_counter`]; [`TableError::NotATuple`] and [`TableError::NoKeyInRow`] for `default`.
    pub fn update_counter_or(
        &self,
        me: &impl Process,
        key: &Term,
        increment: impl Into<Increment>,
        default: &Term,
    ) -> Result<Term, TableError> {
        self.one_counter(me, key, increment.into(), Some(default))
    }

    fn one_counter(
        &self,
        me: &impl Process,
        key: &Term,
        increment: Increment,
        default: Option<&Term>,
    ) -> Result<Term, TableError> {
        let mut values = self.update_counters(me, key, &[increment], default)?;
        Ok(values.pop().expect("one operation has one result"))
    }

    // ANCHOR: update_counters
    /// Changes several counters of a row, one after the other, and gives the value after each operation.
    ///
    /// # Errors
    /// As [`Table::update_counter_or`].
    pub fn update_counters(
        &self,
        me: &impl Process,
        key: &Term,
        increments: &[Increment],
        default: Option<&Term>,
    ) -> Result<Vec<Term>, TableError> {
        self.may(me.pid(), Right::Write)?;
        self.has_one_row()?;
        default.map(|row| self.key_of(row)).transpose()?;
        self.change(me, key, |rows| {
            let mut row = match (rows.as_slice().first(), default) {
                (Some(row), _) => elements(row),
                (None, Some(default)) => self.with_key(default, key),
                (None, None) => return Err(TableError::NoSuchKey),
            };
            let mut values = Vec::with_capacity(increments.len());
            for increment in increments {
                let place = self.place(increment.position, row.len(), TableError::UpdateOutOfRange)?;
                row[place] = increment.next(&row[place])?;
                values.push(row[place].clone());
            }
            *rows = Rows::One(Term::tuple(row));
            Ok(values)
        })?
    }
    // ANCHOR_END: update_counters

    /// Puts values at positions of the row of a key; the answer is `false` when there is no such row.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::WrongType`] for bags,
    /// [`TableError::KeyPosition`], [`TableError::OutOfRange`].
    pub fn update_element(
        &self,
        me: &impl Process,
        key: &Term,
        values: &[(usize, Term)],
    ) -> Result<bool, TableError> {
        self.may(me.pid(), Right::Write)?;
        self.has_one_row()?;
        self.change(me, key, |rows| {
            let Some(row) = rows.as_slice().first() else { return Ok(false) };
            let mut row = elements(row);
            for (position, value) in values {
                let place = self.place(Some(*position), row.len(), TableError::OutOfRange)?;
                row[place] = value.clone();
            }
            *rows = Rows::One(Term::tuple(row));
            Ok(true)
        })?
    }

    fn has_one_row(&self) -> Result<(), TableError> {
        match self.0.kind {
            Type::Set | Type::OrderedSet => Ok(()),
            Type::Bag | Type::DuplicateBag => Err(TableError::WrongType),
        }
    }

    /// The index of a position that is not the key's; without a position it is the one after the key.
    fn place(&self, position: Option<usize>, size: usize, outside: TableError) -> Result<usize, TableError> {
        match position.unwrap_or(self.0.key_position + 1) {
            position if position == 0 || position > size => Err(outside),
            position if position == self.0.key_position => Err(TableError::KeyPosition),
            position => Ok(position - 1),
        }
    }

    /// The elements of a row, with this key.
    fn with_key(&self, row: &Term, key: &Term) -> Vec<Term> {
        let mut row = elements(row);
        row[self.0.key_position - 1] = key.clone();
        row
    }
}

fn elements(row: &Term) -> Vec<Term> {
    row.as_tuple().expect("a row is a tuple").to_vec()
}
