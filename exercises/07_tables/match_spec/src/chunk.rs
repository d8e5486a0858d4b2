//! A walk in parts: so many results, and where to go on.
//!
//! Between two parts the table is free: others read and write it. A row that is there all the time is seen exactly
//! once all the same.
//!
//! Source: OTP, `ets:select/1,3`. Chapter: `tables`.

use table::{Direction, Position, Process, Step, Table, Walk};
use term::Term;

use crate::select::{SelectError, bound_keys};
use crate::spec::MatchSpec;

/// Some of the results.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// At least one, at most as many as the limit.
    pub rows: Vec<Term>,
    /// Where to go on; `None` is `:"$end_of_table"`.
    pub more: Option<Continuation>,
}

/// A walk that pauses.
#[derive(Debug, Clone)]
pub struct Continuation {
    table: Table,
    spec: MatchSpec,
    direction: Direction,
    limit: usize,
    at: At,
    /// Results that did not fit into the part before: the rows of one key are always visited together.
    waiting: Vec<Term>,
}

/// Where a walk stands.
#[derive(Debug, Clone, PartialEq)]
enum At {
    Start,
    After(Position),
    End,
}

impl Continuation {
    /// A walk that has not begun.
    pub(crate) fn new(table: &Table, spec: &MatchSpec, direction: Direction, limit: usize) -> Self {
        let (table, spec) = (table.clone(), spec.clone());
        Self { table, spec, direction, limit, at: At::Start, waiting: Vec::new() }
    }

    /// The next part; `None` if there are no more results.
    ///
    /// # Errors
    /// [`SelectError::Table`].
    pub fn next(mut self, me: &impl Process) -> Result<Option<Chunk>, SelectError> {
        if self.waiting.len() < self.limit && self.at != At::End {
            self.walk_on(me)?;
        }
        let rest = self.waiting.split_off(self.waiting.len().min(self.limit));
        let rows = std::mem::replace(&mut self.waiting, rest);
        let over = self.at == At::End && self.waiting.is_empty();
        Ok(if rows.is_empty() { None } else { Some(Chunk { rows, more: (!over).then_some(self) }) })
    }

    /// Visits rows until enough results wait, or the end is reached.
    fn walk_on(&mut self, me: &impl Process) -> Result<(), SelectError> {
        let (spec, limit, waiting) = (&self.spec, self.limit, &mut self.waiting);
        if let Some(keys) = bound_keys(&self.table, spec, self.direction) {
            for key in &keys {
                self.table.visit(me, Walk::read().key(key), |row| {
                    waiting.extend(spec.run(row));
                    Step::Keep
                })?;
            }
            self.at = At::End;
            return Ok(());
        }
        let walk = directed(Walk::read(), self.direction);
        let walk = if let At::After(position) = &self.at { walk.after(position) } else { walk };
        // TODO limit: `visit` from `walk` on, `Step::Stop` when enough results wait; then note where it stopped
        let _ = (limit, walk, spec, waiting, Step::Stop, At::After);
        todo!("limit: collect as many results as were asked for")
    }
}

/// The same walk in this direction.
pub(crate) fn directed(walk: Walk<'_>, direction: Direction) -> Walk<'_> {
    if direction == Direction::Forward { walk } else { walk.backward() }
}
