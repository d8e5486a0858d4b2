//! What a guard or a body is worth for a row.
//!
//! Calls may raise: `hd` of a number, a division by zero. In a guard the whole guard is then false. In a body the call
//! is worth the atom `'EXIT'`, and the computation goes on with it.
//!
//! Source: ERTS User's Guide, "Match Specifications in Erlang"; proved by `beam.exs`. Chapter: `tables`.

use std::borrow::Cow;

use term::{Atom, Term};

use crate::function::Function;
use crate::pattern::Bindings;
use crate::words::{EXIT, boolean, truth};

/// An expression, compiled.
#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Constant(Term),
    /// `$1`, `$2`, …
    Variable(usize),
    /// `$_`: the whole row.
    Row,
    /// `$$`: all variables, in the order of their numbers.
    Bindings,
    /// `{{a, b}}`.
    Tuple(Box<[Expression]>),
    /// A list, and what stands behind its last element.
    List(Box<[Expression]>, Box<Expression>),
    Map(Box<[(Expression, Expression)]>),
    /// `{name, argument, …}`.
    Call(Atom, Function, Box<[Expression]>),
    /// `and`, `or`: all arguments are computed.
    All(Logic, Box<[Expression]>),
    /// `andalso`, `orelse`: as many as it takes; the last one may be worth anything.
    Until(Logic, Box<[Expression]>),
}

/// `and` or `or`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Logic {
    And,
    Or,
}

/// Where an expression is computed.
pub(crate) struct Scope<'r> {
    pub row: &'r Term,
    pub bindings: &'r Bindings<'r>,
    pub raised: Raised,
}

/// What becomes of a call that raises.
#[derive(Clone, Copy)]
pub(crate) enum Raised {
    /// In a guard: there is no value, so the guard is not true.
    Refuses,
    /// In a body: the call is worth `'EXIT'`.
    IsWorthExit,
}

impl Expression {
    /// Its value; `None` if it raises in a guard.
    pub(crate) fn value<'r>(&'r self, scope: &Scope<'r>) -> Option<Cow<'r, Term>> {
        match self {
            Self::Constant(term) => Some(Cow::Borrowed(term)),
            Self::Row => Some(Cow::Borrowed(scope.row)),
            Self::Variable(slot) => scope.bindings[*slot].as_deref().map(Cow::Borrowed),
            Self::Bindings => {
                let bound = scope.bindings.iter().flatten().map(|term| Term::clone(term));
                Some(Cow::Owned(Term::list(bound.collect())))
            }
            Self::Tuple(elements) => Some(Cow::Owned(Term::tuple(values(elements, scope)?))),
            Self::List(items, tail) => {
                let tail = tail.value(scope)?.into_owned();
                Some(Cow::Owned(Term::list_with_tail(values(items, scope)?, tail)))
            }
            Self::Map(pairs) => {
                let pair = |(key, value): &'r (Expression, Expression)| {
                    Some((key.value(scope)?.into_owned(), value.value(scope)?.into_owned()))
                };
                let pairs: Vec<(Term, Term)> = pairs.iter().map(pair).collect::<Option<_>>()?;
                Some(Cow::Owned(Term::map(pairs)))
            }
            Self::Call(_, function, arguments) => {
                let result = call(*function, arguments, scope)?;
                scope.or_exit(result.map(Cow::Owned))
            }
            Self::All(logic, arguments) => all(*logic, arguments, scope),
            Self::Until(logic, arguments) => until(*logic, arguments, scope),
        }
    }
}

impl<'r> Scope<'r> {
    /// What a call is worth here, which gives no result if it raises.
    fn or_exit(&self, result: Option<Cow<'r, Term>>) -> Option<Cow<'r, Term>> {
        match self.raised {
            Raised::Refuses => result,
            Raised::IsWorthExit => Some(result.unwrap_or_else(|| Cow::Owned(EXIT.clone()))),
        }
    }
}

fn values<'r>(expressions: &'r [Expression], scope: &Scope<'r>) -> Option<Vec<Term>> {
    expressions.iter().map(|expression| Some(expression.value(scope)?.into_owned())).collect()
}

/// The outer `None`: an argument has raised in a guard. The inner one: this call raises.
fn call<'r>(function: Function, arguments: &'r [Expression], scope: &Scope<'r>) -> Option<Option<Term>> {
    Some(match (function, arguments) {
        (Function::One(function), [a]) => function(a.value(scope)?.as_ref()),
        (Function::Two(function), [a, b]) => function(a.value(scope)?.as_ref(), b.value(scope)?.as_ref()),
        (Function::Three(function), [a, b, c]) => {
            function(a.value(scope)?.as_ref(), b.value(scope)?.as_ref(), c.value(scope)?.as_ref())
        }
        _ => unreachable!("a function is looked up by the number of its arguments"),
    })
}

/// `and`, `or`: something else than `true` and `false` among the arguments raises.
fn all<'r>(logic: Logic, arguments: &'r [Expression], scope: &Scope<'r>) -> Option<Cow<'r, Term>> {
    let mut found = false; // `and` looks for a false one, `or` for a true one
    for argument in arguments {
        let value = argument.value(scope)?;
        match truth(&value) {
            Some(truth) => found |= truth == logic.decides(),
            None => return scope.or_exit(None),
        }
    }
    Some(Cow::Owned(boolean(found == logic.decides())))
}

/// `andalso`, `orelse`: the first argument that decides, or the last one, whatever it is.
fn until<'r>(logic: Logic, arguments: &'r [Expression], scope: &Scope<'r>) -> Option<Cow<'r, Term>> {
    let (last, others) = arguments.split_last()?;
    for argument in others {
        let value = argument.value(scope)?;
        match truth(&value) {
            Some(truth) if truth == logic.decides() => return Some(value),
            Some(_) => {}
            None => return scope.or_exit(None),
        }
    }
    last.value(scope)
}

impl Logic {
    /// The truth value that settles the result alone.
    fn decides(self) -> bool {
        match self {
            Self::And => false,
            Self::Or => true,
        }
    }
}
