//! What the terms of a guard or a body mean.
//!
//! `{{a, b}}` is a tuple, `{a, b}` a call of the function `a`: in a specification everything is data, so a tuple that
//! is meant as a tuple needs a second pair of braces. Lists and maps are made of what their elements mean, and all
//! other terms stand for themselves, except for variables.
//!
//! Source: ERTS User's Guide, "Match Specifications in Erlang". Chapter: `tables`.

use term::{Atom, Term};

use crate::compile::{Compiler, end_of, number_of};
use crate::error::Fault;
use crate::expression::{Expression, Logic};
use crate::function::Function;

/// What only the specifications of traces may call.
const OF_TRACES: &str = "caller caller_line disable_trace display enable_trace exception_trace get_seq_token \
                         is_seq_trace message process_dump return_trace set_seq_token silent trace";

impl Compiler {
    // ANCHOR: expression
    /// What this term means, in a guard or in a body.
    pub(crate) fn expression(&mut self, term: &Term) -> Expression {
        match term {
            Term::Atom(atom) => self.atom(*atom),
            Term::Tuple(elements) => match &**elements {
                // ANCHOR: cut_meaning
                [Term::Tuple(elements)] => self.tuple(elements),
                [Term::Atom(name), arguments @ ..] if number_of(*name).is_none() => {
                    self.call(*name, arguments, term)
                }
                _ => self.wrong(Fault::NeitherCallNorTuple(term.clone())),
                // ANCHOR_END: cut_meaning => // TODO meaning: a tuple in a tuple, a call of `name`, or neither
                // ANCHOR_END: cut_meaning => _ => {
                // ANCHOR_END: cut_meaning =>     let _ = (Self::tuple, Self::call, Fault::NeitherCallNorTuple);
                // ANCHOR_END: cut_meaning =>     todo!("meaning: what is {term}?")
                // ANCHOR_END: cut_meaning => }
            },
            Term::List(list) if !list.is_empty() => {
                let items = list.items().iter().map(|item| self.expression(item)).collect();
                Expression::List(items, Box::new(self.expression(&end_of(list))))
            }
            Term::Map(map) => {
                let pair = |(key, value): (&Term, &Term)| {
                    let value = self.expression(value);
                    (self.expression(key), value)
                };
                let mut pairs: Vec<_> = map.iter().rev().map(pair).collect();
                pairs.reverse(); // of two keys that turn out equal, the last one counts
                Expression::Map(pairs.into())
            }
            _ => Expression::Constant(term.clone()),
        }
        .folded()
    }
    // ANCHOR_END: expression

    // ANCHOR: atom
    fn atom(&mut self, atom: Atom) -> Expression {
        match (atom.text(), number_of(atom)) {
            // ANCHOR: cut_meaning
            ("$_", _) => Expression::Row,
            ("$$", _) => Expression::Bindings,
            (_, Some(number)) => match self.slot(atom) {
                Some(slot) => Expression::Variable(slot),
                None => self.wrong(Fault::Unbound(number)),
            },
            (_, None) => Expression::Constant(Term::Atom(atom)),
            // ANCHOR_END: cut_meaning => // TODO meaning: `$_`, `$$`, a variable of the head (`self.slot`), one that is not there, any other atom
            // ANCHOR_END: cut_meaning => _ => {
            // ANCHOR_END: cut_meaning =>     let _ = (Expression::Row, Expression::Bindings, Expression::Variable, Fault::Unbound, Self::slot);
            // ANCHOR_END: cut_meaning =>     todo!("meaning: what is the atom {atom}?")
            // ANCHOR_END: cut_meaning => }
        }
    }
    // ANCHOR_END: atom

    fn tuple(&mut self, elements: &[Term]) -> Expression {
        Expression::Tuple(self.each_backwards(elements))
    }

    // ANCHOR: call
    /// `{name, argument, …}`. There are forms, and there are functions; nothing else can be called.
    fn call(&mut self, name: Atom, arguments: &[Term], call: &Term) -> Expression {
        match (name.text(), arguments) {
            ("const", [constant]) => Expression::Constant(constant.clone()),
            ("const", _) => self.wrong(Fault::NotOneConstant(call.clone())),
            ("and" | "or" | "andalso" | "orelse", []) => {
                self.wrong(Fault::NoArguments { name, call: call.clone() })
            }
            ("and", _) => Expression::All(Logic::And, self.each_backwards(arguments)),
            ("or", _) => Expression::All(Logic::Or, self.each_backwards(arguments)),
            ("andalso", _) => Expression::Until(Logic::And, self.each(arguments)),
            ("orelse", _) => Expression::Until(Logic::Or, self.each(arguments)),
            (text, _) => match Function::find(text, arguments.len()) {
                Some(function) => Expression::Call(name, function, self.each_backwards(arguments)),
                None if OF_TRACES.split(' ').any(|form| form == text) => {
                    self.wrong(Fault::WrongDialect(name))
                }
                None => self.wrong(Fault::UnknownFunction { name, arity: arguments.len() }),
            },
        }
    }
    // ANCHOR_END: call

    fn each(&mut self, terms: &[Term]) -> Box<[Expression]> {
        terms.iter().map(|term| self.expression(term)).collect()
    }

    /// OTP compiles arguments and elements from the last to the first, and so finds mistakes in this order.
    fn each_backwards(&mut self, terms: &[Term]) -> Box<[Expression]> {
        let mut compiled: Vec<Expression> = terms.iter().rev().map(|term| self.expression(term)).collect();
        compiled.reverse();
        compiled.into()
    }
}

impl Expression {
    /// The same, as a constant if nothing in it depends on the row. Calls stay calls: they may raise.
    fn folded(self) -> Self {
        let constant = |expression: &Self| match expression {
            Self::Constant(term) => Some(term.clone()),
            _ => None,
        };
        let all = |expressions: &[Self]| expressions.iter().map(constant).collect::<Option<Vec<Term>>>();
        let term = match &self {
            Self::Tuple(elements) => all(elements).map(Term::tuple),
            Self::List(items, tail) => {
                all(items).zip(constant(tail)).map(|(items, tail)| Term::list_with_tail(items, tail))
            }
            Self::Map(pairs) => {
                let pairs: Option<Vec<_>> =
                    pairs.iter().map(|(key, value)| constant(key).zip(constant(value))).collect();
                pairs.map(Term::map)
            }
            _ => None,
        };
        term.map_or(self, Self::Constant)
    }
}
