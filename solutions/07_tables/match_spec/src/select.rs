//! Specifications on tables: `select` and its relatives.
//!
//! The specification runs where the rows are, under the lock of each; only results leave the table. Where every head
//! names the key, only the rows of these keys are visited. A walk with a limit pauses after so many results: what
//! comes with them knows where to go on.
//!
//! Differs: OTP's `select` takes an empty list for a specification; ours has to be compiled, and that is refused.
//! Left out: a key of which a part is bound (OTP walks less of
//! an `ordered_set` then).
//! Source: OTP, `ets:select/1,2,3`, `ets:match/2`, `ets:select_replace/2`. Chapter: `tables`.

use table::{Direction, Process, Step, Table, TableError, Type, Walk};
use term::Term;
use thiserror::Error;

use crate::change::{self, says_true};
use crate::chunk::{Chunk, Continuation, directed};
use crate::error::SpecError;
use crate::expression::Expression;
use crate::spec::MatchSpec;

/// Why nothing was selected. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SelectError {
    /// The table refuses.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The pattern is none.
    #[error("not a valid match specification: {0}")]
    Pattern(#[from] SpecError),
    /// What is put in place of a row might have another key, as far as can be seen from the specification.
    #[error("not a valid match specification: it may change the key")]
    ChangesKey,
    /// A walk in parts of nothing never ends.
    #[error("out of range")]
    NoLimit,
}

pub(crate) type Selected<T> = Result<T, SelectError>;

/// What specifications and patterns do with a table. All of it asks for the right to read or to write.
pub trait Select {
    /// The results of all rows that are accepted, in the order of the table.
    ///
    /// # Errors
    /// [`SelectError::Table`].
    fn select(&self, me: &impl Process, spec: &MatchSpec) -> Selected<Vec<Term>>;

    /// The same from the end of an `ordered_set`; for other types there is no difference.
    ///
    /// # Errors
    /// [`SelectError::Table`].
    fn select_reverse(&self, me: &impl Process, spec: &MatchSpec) -> Selected<Vec<Term>>;

    /// The first results, at most `limit`; `None` if there are none: `:"$end_of_table"`.
    ///
    /// # Errors
    /// [`SelectError::Table`], [`SelectError::NoLimit`].
    fn select_limit(
        &self,
        me: &impl Process,
        spec: &MatchSpec,
        direction: Direction,
        limit: usize,
    ) -> Selected<Option<Chunk>>;

    /// How many rows have the result `true`.
    ///
    /// # Errors
    /// [`SelectError::Table`].
    fn select_count(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize>;

    /// Deletes the rows that have the result `true`, and says how many there were.
    ///
    /// # Errors
    /// [`SelectError::Table`].
    fn select_delete(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize>;

    /// Puts the result in place of each row that is accepted, and says how many there were.
    ///
    /// # Errors
    /// [`SelectError::ChangesKey`], [`SelectError::Table`].
    fn select_replace(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize>;

    /// What the variables of the pattern stand for in each row that matches: `ets:match/2`.
    ///
    /// # Errors
    /// [`SelectError::Table`], [`SelectError::Pattern`].
    fn match_rows(&self, me: &impl Process, pattern: &Term) -> Selected<Vec<Term>>;

    /// The rows that match: `ets:match_object/2`.
    ///
    /// # Errors
    /// [`SelectError::Table`], [`SelectError::Pattern`].
    fn match_object(&self, me: &impl Process, pattern: &Term) -> Selected<Vec<Term>>;

    /// Deletes the rows that match: `ets:match_delete/2`.
    ///
    /// # Errors
    /// [`SelectError::Table`], [`SelectError::Pattern`].
    fn match_delete(&self, me: &impl Process, pattern: &Term) -> Selected<()>;
}

impl Select for Table {
    fn select(&self, me: &impl Process, spec: &MatchSpec) -> Selected<Vec<Term>> {
        results(self, me, spec, Direction::Forward)
    }

    fn select_reverse(&self, me: &impl Process, spec: &MatchSpec) -> Selected<Vec<Term>> {
        results(self, me, spec, Direction::Backward)
    }

    fn select_limit(
        &self,
        me: &impl Process,
        spec: &MatchSpec,
        direction: Direction,
        limit: usize,
    ) -> Selected<Option<Chunk>> {
        match limit {
            0 => Err(SelectError::NoLimit),
            _ => Continuation::new(self, spec, direction, limit).next(me),
        }
    }

    fn select_count(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize> {
        let mut count = 0;
        visit(self, me, spec, &Walk::read(), |row| {
            count += usize::from(says_true(spec, row));
            Step::Keep
        })?;
        Ok(count)
    }

    fn select_delete(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize> {
        change::delete(self, me, spec)
    }

    fn select_replace(&self, me: &impl Process, spec: &MatchSpec) -> Selected<usize> {
        if self.kind() == Type::Bag {
            return Err(TableError::WrongType.into());
        }
        change::replace(self, me, spec)
    }

    fn match_rows(&self, me: &impl Process, pattern: &Term) -> Selected<Vec<Term>> {
        self.select(me, &MatchSpec::of_pattern(pattern, Expression::Bindings)?)
    }

    fn match_object(&self, me: &impl Process, pattern: &Term) -> Selected<Vec<Term>> {
        self.select(me, &MatchSpec::of_pattern(pattern, Expression::Row)?)
    }

    fn match_delete(&self, me: &impl Process, pattern: &Term) -> Selected<()> {
        let spec = MatchSpec::of_pattern(pattern, Expression::Row)?;
        visit(self, me, &spec, &Walk::write(), |row| {
            if spec.run(row).is_some() { Step::Delete } else { Step::Keep }
        })
    }
}

fn results(table: &Table, me: &impl Process, spec: &MatchSpec, direction: Direction) -> Selected<Vec<Term>> {
    let mut results = Vec::new();
    visit(table, me, spec, &directed(Walk::read(), direction), |row| {
        results.extend(spec.run(row));
        Step::Keep
    })?;
    Ok(results)
}

// ANCHOR: visit
/// Shows the visitor all rows that may be accepted: those of the keys that the heads name, or all there are.
pub(crate) fn visit(
    table: &Table,
    me: &impl Process,
    spec: &MatchSpec,
    walk: &Walk<'_>,
    mut visitor: impl FnMut(&Term) -> Step,
) -> Selected<()> {
    let Some(keys) = bound_keys(table, spec, walk.direction()) else {
        table.visit(me, walk.clone(), visitor)?;
        return Ok(());
    };
    if keys.is_empty() {
        table.visit(me, walk.clone(), |_| Step::Stop)?; // nothing to find, but it may be forbidden to look
    }
    for key in &keys {
        table.visit(me, walk.clone().key(key), &mut visitor)?;
    }
    Ok(())
}
// ANCHOR_END: visit

/// The keys that a walk in this direction must look at, in the order of the table, if the heads name them.
pub(crate) fn bound_keys(table: &Table, spec: &MatchSpec, direction: Direction) -> Option<Vec<Term>> {
    let mut keys = spec.keys(table.key_position())?;
    if table.kind() == Type::OrderedSet {
        keys.sort_by(Term::compare);
        keys.dedup_by(|a, b| a.compare(b).is_eq()); // 1 and 1.0 are one key there
        if direction == Direction::Backward {
            keys.reverse();
        }
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    use harness::sim;
    use process::{Config, System};
    use table::{Options, Tables};
    use term::term;

    use super::*;

    #[test]
    fn a_bound_key_visits_the_rows_of_this_key_only() {
        let run = sim(1, |world| async move {
            let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
            let tables = Tables::new(&system);
            let main = system.spawn(move |me| async move {
                for options in [Options::set(), Options::ordered_set(), Options::bag()] {
                    let table = tables.create(&me, "numbers", options).expect("a new table");
                    table.insert_many(&me, (0..1000).map(|n| term!({(n), (n)}))).expect("rows");
                    let visited = |spec: Term| {
                        let spec = MatchSpec::compile(&spec).expect("a good specification");
                        let mut visited = 0;
                        visit(&table, &me, &spec, &Walk::read(), |_| {
                            visited += 1;
                            Step::Keep
                        })
                        .expect("ours");
                        visited
                    };
                    assert_eq!(visited(term!([{{500, :_}, [], [1]}])), 1);
                    assert_eq!(
                        visited(term!([{{500, :_}, [], [1]}, {{7, 3}, [], [1]}, {{7, 4}, [], [1]}])),
                        2
                    );
                    assert_eq!(visited(term!([{{500, :_}, [], [1]}, {{:_, 7}, [], [1]}])), 1000);
                    assert_eq!(visited(term!([{:never, [], [1]}])), 0);
                }
            });
            assert_eq!(system.join(main).await, process::ExitReason::Normal);
        });
        drop(run);
    }
}
