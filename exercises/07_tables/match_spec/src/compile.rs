//! From a term to a specification that can be run, or to all that is wrong with it.
//!
//! A clause is `{head, guards, body}`: a pattern and two lists. All that can be checked without a row is checked here,
//! once; what is run for each row knows neither names nor mistakes.
//!
//! Source: ERTS User's Guide, "Match Specifications in Erlang". Chapter: `tables`.

use term::{Atom, List, Term};

use crate::error::{Fault, Part, Place, Problem, SpecError};
use crate::expression::Expression;
use crate::pattern::Pattern;
use crate::spec::Clause;

/// Works through one specification.
pub(crate) struct Compiler {
    /// Where it is.
    place: Place,
    /// The numbers of the variables in the head of this clause, in order: the slot of a variable is its index here.
    variables: Vec<i32>,
    problems: Vec<Problem>,
}

/// All clauses of a specification.
pub(crate) fn compile(spec: &Term) -> Result<Vec<Clause>, SpecError> {
    let mut compiler = Compiler::new();
    let clauses = compiler.clauses(spec);
    compiler.done(clauses)
}

/// A clause that has this pattern for its head, no guards, and a body of one expression.
pub(crate) fn compile_pattern(pattern: &Term, body: Expression) -> Result<Clause, SpecError> {
    let mut compiler = Compiler::new();
    let head = compiler.head(1, pattern);
    let (variables, body) = (compiler.variables.len(), vec![body]);
    compiler.done(Clause { head, variables, guards: Vec::new(), body })
}

impl Compiler {
    fn new() -> Self {
        Self { place: Place::Specification, variables: Vec::new(), problems: Vec::new() }
    }

    fn done<T>(self, compiled: T) -> Result<T, SpecError> {
        if self.problems.is_empty() { Ok(compiled) } else { Err(SpecError { problems: self.problems }) }
    }

    /// Notes a problem. Whatever comes back is never run.
    pub(crate) fn wrong(&mut self, fault: Fault) -> Expression {
        self.problems.push(Problem { place: self.place, fault });
        Expression::Row
    }

    fn clauses(&mut self, spec: &Term) -> Vec<Clause> {
        let clauses = match spec {
            Term::List(list) if list.tail().is_some() => {
                self.wrong(Fault::ImproperList);
                return Vec::new();
            }
            Term::List(list) if !list.is_empty() => list.items(),
            _ => {
                self.wrong(Fault::NoList);
                return Vec::new();
            }
        };
        if let Some(other) = clauses.iter().position(|clause| clause.as_tuple().map(<[Term]>::len) != Some(3))
        {
            self.place = Place::Clause(other + 1);
            self.wrong(Fault::NotThreeParts);
            return Vec::new();
        }
        let mut compiled = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            if let (Some([head, guards, body]), true) = (clause.as_tuple(), self.problems.is_empty()) {
                compiled.push(self.clause(index + 1, head, guards, body));
            }
        }
        compiled
    }

    fn clause(&mut self, number: usize, head: &Term, guards: &Term, body: &Term) -> Clause {
        let head = self.head(number, head);
        if !self.problems.is_empty() {
            return Clause { head, variables: 0, guards: Vec::new(), body: Vec::new() };
        }
        let guards = self.part(number, Part::Guards, guards);
        let body = self.part(number, Part::Body, body);
        Clause { head, variables: self.variables.len(), guards, body }
    }

    fn head(&mut self, number: usize, head: &Term) -> Pattern {
        self.place = Place::Part(number, Part::Head);
        self.variables.clear();
        variables_of(head, &mut self.variables);
        self.variables.sort_unstable();
        self.variables.dedup();
        self.pattern(head)
    }

    /// A list of guards, or the list of expressions of a body.
    fn part(&mut self, number: usize, part: Part, expressions: &Term) -> Vec<Expression> {
        self.place = Place::Part(number, part);
        let list = match (part, expressions) {
            (Part::Body, Term::List(list)) if list.is_empty() => {
                self.wrong(Fault::EmptyBody);
                return Vec::new();
            }
            (_, Term::List(list)) => list,
            _ => {
                self.wrong(if part == Part::Body { Fault::EmptyBody } else { Fault::PartIsNoList });
                return Vec::new();
            }
        };
        let mut compiled = Vec::new();
        for (index, expression) in list.items().iter().enumerate() {
            self.place = Place::Item(number, part, index + 1);
            compiled.push(self.expression(expression));
        }
        if list.tail().is_some() {
            self.place = Place::Part(number, part);
            self.wrong(Fault::PartIsImproperList);
        }
        compiled
    }

    fn pattern(&mut self, term: &Term) -> Pattern {
        let pattern = match term {
            Term::Atom(atom) if atom.text() == "_" => return Pattern::Any,
            Term::Atom(atom) => {
                return self.slot(*atom).map_or_else(|| Pattern::Exactly(term.clone()), Pattern::Variable);
            }
            Term::Map(map) => Pattern::Map(map.iter().map(|pair| self.pair(pair)).collect()),
            Term::Tuple(elements) => {
                Pattern::Tuple(elements.iter().map(|element| self.pattern(element)).collect())
            }
            Term::List(list) if !list.is_empty() => {
                let items = list.items().iter().map(|item| self.pattern(item)).collect();
                Pattern::List(items, Box::new(self.pattern(&end_of(list))))
            }
            _ => return Pattern::Exactly(term.clone()),
        };
        // Without a variable inside, it is one comparison.
        let exact = |pattern: &Pattern| matches!(pattern, Pattern::Exactly(_));
        match &pattern {
            Pattern::Tuple(elements) if elements.iter().all(exact) => Pattern::Exactly(term.clone()),
            Pattern::List(items, rest) if items.iter().all(exact) && exact(rest) => {
                Pattern::Exactly(term.clone())
            }
            _ if pattern.is_closed() => Pattern::Closed(term.clone(), Box::new(pattern)),
            _ => pattern,
        }
    }

    fn pair(&mut self, (key, value): (&Term, &Term)) -> (Term, Pattern) {
        match key.as_atom() {
            Some(atom) if atom.text() == "_" => drop(self.wrong(Fault::UnderscoreAsKey)),
            Some(atom) if number_of(atom).is_some() => drop(self.wrong(Fault::VariableAsKey)),
            _ => {}
        }
        (key.clone(), self.pattern(value))
    }

    /// The slot of a variable that occurs in the head.
    pub(crate) fn slot(&self, atom: Atom) -> Option<usize> {
        self.variables.binary_search(&number_of(atom)?).ok()
    }
}

/// What stands behind the last item of a list.
pub(crate) fn end_of(list: &List) -> Term {
    list.tail().cloned().unwrap_or_else(|| Term::list(Vec::new()))
}

/// The number in `$1`; none in `$01`, and none that is too large.
pub(crate) fn number_of(atom: Atom) -> Option<i32> {
    let digits = atom.text().strip_prefix('$')?;
    let number =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if number { digits.parse().ok() } else { None }
}

/// The numbers of all variables in a pattern.
fn variables_of(term: &Term, found: &mut Vec<i32>) {
    match term {
        Term::Atom(atom) => found.extend(number_of(*atom)),
        Term::Tuple(elements) => elements.iter().for_each(|element| variables_of(element, found)),
        Term::Map(map) => map.values().for_each(|value| variables_of(value, found)),
        Term::List(list) => {
            list.items().iter().chain(list.tail()).for_each(|item| variables_of(item, found));
        }
        _ => {}
    }
}
