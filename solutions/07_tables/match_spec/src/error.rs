//! What is wrong with a specification, and where.
//!
//! The words are those of OTP 25, as `:ets.test_ms` tells them. Where it is wrong OTP does not tell; we do. Within one
//! clause all problems are found, in the order in which OTP finds them: the arguments of a call from the last to the
//! first. Later clauses are not looked at.
//!
//! Differs: terms in a message are written as Elixir writes them, and are not cut off after a hundred characters.
//! Source: OTP, `ets:test_ms/2`. Chapter: `tables`.

use std::fmt;

use term::{Atom, Term};
use thiserror::Error;

// ANCHOR: error
/// A specification that cannot be compiled. Tables answer with `badarg`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct SpecError {
    /// What was found, at least one.
    pub problems: Vec<Problem>,
}

/// One mistake in a specification.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "where, and what")]
pub struct Problem {
    pub place: Place,
    pub fault: Fault,
}

/// Where in the specification; everything is counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The whole of it.
    Specification,
    /// A clause.
    Clause(usize),
    /// A part of a clause.
    Part(usize, Part),
    /// One guard, or one expression of the body.
    Item(usize, Part, usize),
}

/// The three parts of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "`{head, guards, body}`")]
pub enum Part {
    Head,
    Guards,
    Body,
}
// ANCHOR_END: error

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the message says it")]
pub enum Fault {
    #[error("Match programs are not in a list.")]
    NoList,
    #[error("Match programs are not in a proper list.")]
    ImproperList,
    #[error("Match program part is not a tuple of arity 3.")]
    NotThreeParts,
    #[error("Variable found in map key.")]
    VariableAsKey,
    #[error("Underscore found in map key.")]
    UnderscoreAsKey,
    #[error("Match expression is not a list.")]
    PartIsNoList,
    #[error("Match expression is not a proper list.")]
    PartIsImproperList,
    #[error("Body clause does not return anything.")]
    EmptyBody,
    #[error("Variable ${0} is unbound.")]
    Unbound(i32),
    #[error("Function {}/{arity} does_not_exist.", quoted(*name))]
    UnknownFunction { name: Atom, arity: usize },
    #[error("Special form '{}' used in wrong dialect.", .0.text())]
    WrongDialect(Atom),
    #[error("Special form '{}' called without arguments in {call}.", name.text())]
    NoArguments { name: Atom, call: Term },
    #[error("Special form 'const' called with more than one argument in {0}.")]
    NotOneConstant(Term),
    #[error("{0} is neither a function call, nor a tuple (tuples are written {{{{ ... }}}}).")]
    NeitherCallNorTuple(Term),
}

/// As Erlang writes an atom: without a colon, in quotes unless it looks like a word.
fn quoted(name: Atom) -> String {
    let text = name.text();
    let word = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '@');
    if word { text.to_owned() } else { format!("'{text}'") }
}

/// A line for each problem.
impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specification => f.write_str("specification"),
            Self::Clause(clause) => write!(f, "clause {clause}"),
            Self::Part(clause, Part::Head) | Self::Item(clause, Part::Head, _) => {
                write!(f, "clause {clause}, head")
            }
            Self::Part(clause, Part::Guards) => write!(f, "clause {clause}, guards"),
            Self::Part(clause, Part::Body) => write!(f, "clause {clause}, body"),
            Self::Item(clause, Part::Guards, guard) => write!(f, "clause {clause}, guard {guard}"),
            Self::Item(clause, Part::Body, expression) => {
                write!(f, "clause {clause}, body, expression {expression}")
            }
        }
    }
}
