//! A specification that has been compiled, and what it makes of a row.
//!
//! The first clause counts whose head matches and whose guards are all `true`; what its body is worth is the result.
//! If there is no such clause, there is no result.
//!
//! Source: ERTS User's Guide, "Match Specifications in Erlang". Chapter: `tables`.

use std::borrow::Cow;
use std::sync::Arc;

use term::Term;

use crate::compile::{compile, compile_pattern};
use crate::error::SpecError;
use crate::expression::{Expression, Raised, Scope};
use crate::pattern::{Bindings, Pattern};
use crate::words::truth;

/// So many variables need no memory of their own.
const FEW: usize = 8;

/// A match specification, checked once and ready to be run for any number of rows.
#[derive(Debug, Clone)]
pub struct MatchSpec {
    pub(crate) clauses: Arc<[Clause]>,
}

/// `{head, guards, body}`.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub head: Pattern,
    /// How many variables the head has.
    pub variables: usize,
    pub guards: Vec<Expression>,
    pub body: Vec<Expression>,
}

impl MatchSpec {
    /// The specification that this term writes down: a list of `{head, guards, body}`.
    ///
    /// # Errors
    /// All that is wrong with the first clause that cannot be compiled.
    pub fn compile(spec: &Term) -> Result<Self, SpecError> {
        compile(spec).map(|clauses| Self { clauses: clauses.into() })
    }

    /// One clause: this pattern, no guards, and this body.
    pub(crate) fn of_pattern(pattern: &Term, body: Expression) -> Result<Self, SpecError> {
        compile_pattern(pattern, body).map(|clause| Self { clauses: [clause].into() })
    }

    /// What the first clause that accepts this row makes of it.
    #[must_use]
    pub fn run(&self, row: &Term) -> Option<Term> {
        self.clauses.iter().find_map(|clause| clause.run(row))
    }
}

/// What a specification makes of one row: `:ets.test_ms`.
///
/// Differs: where no clause accepts the row this is `None`, so that it is not taken for the result `false`.
///
/// # Errors
/// Those of [`MatchSpec::compile`].
pub fn test_ms(row: &Term, spec: &Term) -> Result<Option<Term>, SpecError> {
    MatchSpec::compile(spec).map(|spec| spec.run(row))
}

/// What the variables of a pattern stand for in this row, in the order of their numbers: one line of `:ets.match`.
///
/// # Errors
/// If a key of a map in the pattern is a variable.
pub fn match_pattern(row: &Term, pattern: &Term) -> Result<Option<Vec<Term>>, SpecError> {
    let clause = compile_pattern(pattern, Expression::Bindings)?;
    Ok(clause.bind(row, |bindings| Some(bindings.iter().flatten().map(|term| Term::clone(term)).collect())))
}

impl Clause {
    fn run(&self, row: &Term) -> Option<Term> {
        self.bind(row, |bindings| self.accepts(row, bindings).then(|| self.result(row, bindings)))
    }

    /// What `then` makes of the variables, if the head matches.
    fn bind<T>(&self, row: &Term, then: impl FnOnce(&Bindings<'_>) -> Option<T>) -> Option<T> {
        let mut few: [Option<Cow<'_, Term>>; FEW] = [const { None }; FEW];
        let mut many = Vec::new();
        let bindings = match few.get_mut(..self.variables) {
            Some(few) => few,
            None => {
                many.resize(self.variables, None);
                &mut many[..]
            }
        };
        if self.head.matches(row, bindings) { then(bindings) } else { None }
    }

    /// Whether all guards are `true`.
    fn accepts(&self, row: &Term, bindings: &Bindings<'_>) -> bool {
        let scope = Scope { row, bindings, raised: Raised::Refuses };
        // TODO guard: `guard.value(&scope)` is `None` if the guard raises; `truth` knows `true` and `false`
        let _ = (scope, &self.guards, truth, Expression::value);
        todo!("guard: are all guards true?")
    }

    /// What the last expression of the body is worth.
    fn result(&self, row: &Term, bindings: &Bindings<'_>) -> Term {
        // TODO body: which of its expressions counts, and what if it raises?
        let _ = (row, bindings, &self.body, Raised::IsWorthExit);
        todo!("body: what is it worth?")
    }
}
