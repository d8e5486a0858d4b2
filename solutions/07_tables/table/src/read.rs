//! Rows and keys, looked at.
//!
//! What is handed out is the reader's: a later change of the table does not reach it. It costs a counter for each
//! row; the BEAM copies the row.
//!
//! Source: OTP, `ets` ("lookup/2", "lookup_element/3", "first/1", "next/2").

use term::Term;

use crate::access::{Process, Right};
use crate::rows::{Direction, Flow};
use crate::{Table, TableError, Type};

impl Table {
    /// The rows of a key, in the order of their insertion.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn lookup(&self, me: &impl Process, key: &Term) -> Result<Vec<Term>, TableError> {
        self.read(me, key, <[Term]>::to_vec)
    }

    /// The row of a key, without a list; in a bag the oldest one.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn lookup_one(&self, me: &impl Process, key: &Term) -> Result<Option<Term>, TableError> {
        self.read(me, key, |rows| rows.first().cloned())
    }

    /// Whether a row has this key.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn member(&self, me: &impl Process, key: &Term) -> Result<bool, TableError> {
        self.read(me, key, |rows| !rows.is_empty())
    }

    /// One element of the row of a key, counted from 1; in a bag the list of these elements of all its rows.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::NoSuchKey`], [`TableError::OutOfRange`] for
    /// position 0, [`TableError::PositionTooGreat`].
    pub fn lookup_element(&self, me: &impl Process, key: &Term, position: usize) -> Result<Term, TableError> {
        self.may(me.pid(), Right::Read)?;
        let place = position.checked_sub(1).ok_or(TableError::OutOfRange)?;
        let rows = self.lookup(me, key)?;
        let elements = rows.iter().map(|row| row.as_tuple().and_then(|row| row.get(place)).cloned());
        let elements = elements.collect::<Option<Vec<_>>>().ok_or(TableError::PositionTooGreat)?;
        match self.0.kind {
            _ if elements.is_empty() => Err(TableError::NoSuchKey),
            Type::Bag | Type::DuplicateBag => Ok(Term::list(elements)),
            Type::Set | Type::OrderedSet => Ok(elements[0].clone()),
        }
    }

    /// The first key, in the order of the table.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn first(&self, me: &impl Process) -> Result<Option<Term>, TableError> {
        self.neighbour(me, None, Direction::Forward)
    }

    /// The last key of an `ordered_set`; in other types the first.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn last(&self, me: &impl Process) -> Result<Option<Term>, TableError> {
        self.neighbour(me, None, self.backward())
    }

    /// The key after this one. In an `ordered_set` this one need not be there.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::NoSuchKey`].
    pub fn next(&self, me: &impl Process, key: &Term) -> Result<Option<Term>, TableError> {
        self.neighbour(me, Some(key), Direction::Forward)
    }

    /// The key before this one in an `ordered_set`; in other types the one after it.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], [`TableError::NoSuchKey`].
    pub fn prev(&self, me: &impl Process, key: &Term) -> Result<Option<Term>, TableError> {
        self.neighbour(me, Some(key), self.backward())
    }

    /// What is backward: only an order of terms has it.
    fn backward(&self) -> Direction {
        if self.0.kind == Type::OrderedSet { Direction::Backward } else { Direction::Forward }
    }

    fn neighbour(
        &self,
        me: &impl Process,
        key: Option<&Term>,
        direction: Direction,
    ) -> Result<Option<Term>, TableError> {
        self.may(me.pid(), Right::Read)?;
        if let Some(key) = key {
            self.can_go_on(me, key)?;
        }
        let mut found = None;
        self.0.rows.walk(key, direction, |rows| {
            found = rows.first().cloned();
            Flow::Stop
        });
        self.is_there()?;
        found.map(|row| self.key_of(&row).cloned()).transpose()
    }

    // ANCHOR: can_go_on
    /// Whether a walk can go on from this key.
    fn can_go_on(&self, me: &impl Process, key: &Term) -> Result<(), TableError> {
        // ANCHOR: cut_walk
        match self.0.kind {
            Type::OrderedSet => Ok(()),
            _ if self.member(me, key)? => Ok(()),
            _ => Err(TableError::NoSuchKey),
        }
        // ANCHOR_END: cut_walk => // TODO: may `key` be one that is not there? `self.member(me, key)` says whether it is
        // ANCHOR_END: cut_walk => let _ = (me, key);
        // ANCHOR_END: cut_walk => todo!("walk: from which keys can a walk go on?")
    }
    // ANCHOR_END: can_go_on
}
