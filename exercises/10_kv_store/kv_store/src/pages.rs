//! Stage 3: the results of a query, so many at a time.
//!
//! Between two pages nothing is held: others read and write. A row that is there all the time comes exactly once.
//!
//! Source: OTP, `ets:select/1,3`. Chapter: `kv_store`.

use std::collections::VecDeque;

use match_spec::{Continuation, Select};
use table::{Direction, Process, Table};
use term::Term;

use crate::error::StoreError;
use crate::query::Query;

/// A walk through the results in some tables, one after the other.
#[derive(Clone, Debug)]
pub struct Pages {
    query: Query,
    limit: usize,
    /// Where to go on in the table that was begun.
    begun: Option<Continuation>,
    /// Those that were not begun yet.
    tables: VecDeque<Table>,
    /// Results that did not fit into the page before.
    waiting: Vec<Term>,
}

impl Pages {
    /// The walk before its first page.
    ///
    /// # Errors
    /// [`StoreError::NoLimit`].
    pub fn new(query: &Query, tables: Vec<Table>, limit: usize) -> Result<Self, StoreError> {
        if limit == 0 {
            return Err(StoreError::NoLimit);
        }
        Ok(Self { query: query.clone(), limit, begun: None, tables: tables.into(), waiting: Vec::new() })
    }

    /// The next page: `limit` results, or those that are left.
    ///
    /// # Errors
    /// [`StoreError::NoTable`].
    pub fn next(&mut self, me: &impl Process) -> Result<Vec<Term>, StoreError> {
        // TODO pages: `read_on` until enough results wait, or everything `is_read`; hand out `limit`, keep the rest
        let _ = (self.limit, self.is_read(), self.read_on(me)?, &mut self.waiting);
        todo!("pages: one page")
    }

    /// Reads some more results out of the table that was begun, or out of the next one.
    fn read_on(&mut self, me: &impl Process) -> Result<(), StoreError> {
        let chunk = match self.begun.take() {
            Some(begun) => begun.next(me)?,
            None => {
                let Some(table) = self.tables.pop_front() else { return Ok(()) };
                table.select_limit(me, &self.query.spec, Direction::Forward, self.limit)?
            }
        };
        if let Some(chunk) = chunk {
            self.waiting.extend(chunk.rows);
            self.begun = chunk.more;
        }
        Ok(())
    }

    /// Whether nothing is left in the tables.
    fn is_read(&self) -> bool {
        self.begun.is_none() && self.tables.is_empty()
    }

    /// Whether there is no page any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_read() && self.waiting.is_empty()
    }
}
