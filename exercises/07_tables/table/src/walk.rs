//! Every row, one after the other: what `tab2list`, `foldl` and `select` stand on.
//!
//! A walk sees each row that is there all the time exactly once; of those that come or go meanwhile it may see any.
//! It holds one shard at a time, so that others go on elsewhere.
//!
//! Differs: the BEAM promises that much only for a table that was fixed by `safe_fixtable`; here every walk is safe.
//! Source: OTP, `ets` ("Table traversal").

use term::Term;

use crate::access::{Process, Right};
use crate::entry::Rows;
use crate::rows::{Direction, Flow};
use crate::{Table, TableError, Type};

/// How many keys `fold` reads before it lets its function work on them.
const CHUNK: usize = 256;

/// What becomes of a row that was visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It stays as it is.
    Keep,
    /// It goes.
    Delete,
    /// This row takes its place; its key is the same.
    Replace(Term),
    /// It stays, and after the rows of its key the walk ends.
    Stop,
}

/// Where a walk has stopped; another one goes on from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position(Term);

/// Which rows a walk visits, and what for.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    right: Right,
    key: Option<&'a Term>,
    after: Option<&'a Position>,
    direction: Direction,
}

impl<'a> Walk<'a> {
    /// Every row, to look at.
    #[must_use]
    pub fn read() -> Self {
        Self { right: Right::Read, key: None, after: None, direction: Direction::Forward }
    }

    /// Every row, to change it.
    #[must_use]
    pub fn write() -> Self {
        Self { right: Right::Write, ..Self::read() }
    }

    /// Only the rows of this key; nothing else is touched.
    #[must_use]
    pub fn key(self, key: &'a Term) -> Self {
        Self { key: Some(key), ..self }
    }

    /// From where another walk in this direction has stopped.
    #[must_use]
    pub fn after(self, position: &'a Position) -> Self {
        Self { after: Some(position), ..self }
    }

    /// Where it goes.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// From the end to the beginning.
    #[must_use]
    pub fn backward(self) -> Self {
        Self { direction: Direction::Backward, ..self }
    }
}

/// The changes of one place: the index of a row, and what stands there from now on.
type Changes = Vec<(usize, Option<Term>)>;

impl Table {
    /// Shows rows to `visitor`, in the order of the table, and does with each what it says. When it said
    /// [`Step::Stop`], the answer is where; `None` means that there are no more.
    ///
    /// The rows of one key are shown together and changed in one moment. `visitor` runs under the lock of their
    /// shard: it must not use this table. When it panics, what it asked for in this shard is not done.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`], also for a change in a walk that only reads;
    /// [`TableError::WrongType`] for a replacement in a bag, [`TableError::KeyPosition`] for one with another key.
    pub fn visit(
        &self,
        me: &impl Process,
        walk: Walk<'_>,
        mut visitor: impl FnMut(&Term) -> Step,
    ) -> Result<Option<Position>, TableError> {
        self.may(me.pid(), walk.right)?;
        let mut failed = None;
        let mut look = |rows: &[Term]| match self.show(rows, walk.right, &mut visitor) {
            Ok((flow, changes)) => (flow, (!changes.is_empty()).then_some(changes)),
            Err(error) => {
                failed = Some(error);
                (Flow::Stop, None)
            }
        };
        let (rows, after) = (&self.0.rows, walk.after.map(|position| &position.0));
        let stopped = match (walk.right, walk.key) {
            (Right::Read, None) => rows.walk(after, walk.direction, |rows| look(rows).0),
            (Right::Write, None) => rows.walk_and_change(after, walk.direction, look, apply),
            (Right::Read, Some(key)) => rows.read(key, |rows| {
                look(rows);
                None
            }),
            (Right::Write, Some(key)) => rows.change(key, |rows| {
                if let (_, Some(changes)) = look(rows.as_slice()) {
                    apply(rows, changes);
                }
                None
            }),
        };
        self.is_there()?;
        failed.map_or(Ok(stopped.map(Position)), Err)
    }

    /// Shows the rows of one key.
    fn show(
        &self,
        rows: &[Term],
        right: Right,
        visitor: &mut impl FnMut(&Term) -> Step,
    ) -> Result<(Flow, Changes), TableError> {
        let (mut flow, mut changes) = (Flow::On, Changes::new());
        for (index, row) in rows.iter().enumerate() {
            match visitor(row) {
                Step::Keep => {}
                Step::Stop => flow = Flow::Stop,
                _ if right == Right::Read => return Err(TableError::NoAccess),
                Step::Delete => changes.push((index, None)),
                Step::Replace(new) => {
                    self.may_replace(row, &new)?;
                    changes.push((index, Some(new)));
                }
            }
        }
        Ok((flow, changes))
    }

    fn may_replace(&self, row: &Term, new: &Term) -> Result<(), TableError> {
        let (old, new) = (self.key_of(row)?, self.key_of(new)?);
        match self.0.kind {
            Type::Bag => Err(TableError::WrongType), // two rows could become the same
            _ if old == new => Ok(()),
            _ => Err(TableError::KeyPosition),
        }
    }

    /// Every row, in the order of the table: `tab2list`.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn rows(&self, me: &impl Process) -> Result<Vec<Term>, TableError> {
        let mut all = Vec::new();
        self.visit(me, Walk::read(), |row| {
            all.push(row.clone());
            Step::Keep
        })?;
        Ok(all)
    }

    /// Folds over the rows, in the order of the table: `foldl`. The function may use the table.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn fold<A>(
        &self,
        me: &impl Process,
        first: A,
        step: impl FnMut(A, Term) -> A,
    ) -> Result<A, TableError> {
        self.fold_along(me, Walk::read(), first, step)
    }

    /// The same from the end: `foldr`.
    ///
    /// # Errors
    /// [`TableError::NoTable`], [`TableError::NoAccess`].
    pub fn fold_right<A>(
        &self,
        me: &impl Process,
        first: A,
        step: impl FnMut(A, Term) -> A,
    ) -> Result<A, TableError> {
        self.fold_along(me, Walk::read().backward(), first, step)
    }

    fn fold_along<A>(
        &self,
        me: &impl Process,
        walk: Walk<'_>,
        first: A,
        mut step: impl FnMut(A, Term) -> A,
    ) -> Result<A, TableError> {
        let (mut folded, mut at) = (first, None::<Position>);
        loop {
            let mut rows = Vec::new();
            let part = at.as_ref().map_or_else(|| walk.clone(), |at| walk.clone().after(at));
            at = self.visit(me, part, |row| {
                rows.push(row.clone());
                if rows.len() < CHUNK { Step::Keep } else { Step::Stop }
            })?;
            folded = rows.into_iter().fold(folded, &mut step);
            if at.is_none() {
                return Ok(folded);
            }
        }
    }
}

fn apply(rows: &mut Rows, changes: Changes) {
    let mut changes = changes.into_iter().peekable();
    for (index, row) in rows.take().into_iter().enumerate() {
        match changes.next_if(|(changed, _)| *changed == index) {
            None => rows.push(row),
            Some((_, Some(new))) => rows.push(new),
            Some((_, None)) => {}
        }
    }
}
