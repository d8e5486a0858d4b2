//! Whether the key stays what it was, seen from the specification alone.
//!
//! A row that is replaced stays in its place, so its key must not change. OTP does not wait for the rows to find out:
//! the body has to repeat what the head says of the key, or to ask for it by `element`.
//!
//! Source: OTP, `ets:select_replace/2`. Chapter: `tables`.

use term::Term;

use crate::expression::Expression;
use crate::key::{Element, element};
use crate::pattern::Pattern;
use crate::spec::{Clause, MatchSpec};

impl MatchSpec {
    /// Whether each row that this specification makes has the key of the row it is made of; that must be plain to see
    /// from the specification alone.
    #[must_use]
    pub fn keeps_key(&self, position: usize) -> bool {
        self.clauses.iter().all(|clause| clause.keeps_key(position))
    }
}

impl Clause {
    fn keeps_key(&self, position: usize) -> bool {
        let [body] = &self.body[..] else { return false };
        let made = match body {
            Expression::Row => return true,
            // Such a head does not even say that there is a key.
            _ if matches!(self.head, Pattern::Any | Pattern::Variable(_)) => return false,
            Expression::Tuple(elements) => elements.get(position - 1),
            Expression::Constant(Term::Tuple(elements)) => {
                let key = elements.get(position - 1);
                let constant = key.map(|key| Expression::Constant(key.clone()));
                return constant.is_some_and(|made| same(&element(&self.head, position), &made, position));
            }
            _ => None,
        };
        made.is_some_and(|made| same(&element(&self.head, position), made, position))
    }
}

/// Whether the key that is made is the one that was found.
fn same(found: &Element<'_>, made: &Expression, position: usize) -> bool {
    match (found, made) {
        (Element::Missing, _) => false,
        (_, Expression::Call(name, _, arguments)) => match &arguments[..] {
            [Expression::Constant(Term::Int(place)), Expression::Row] => {
                name.text() == "element" && usize::try_from(*place) == Ok(position)
            }
            _ => false,
        },
        (Element::Term(term), Expression::Constant(constant)) => *term == constant && !has_map(term),
        (Element::Term(_), _) => false,
        (Element::Pattern(pattern), made) => alike(pattern, made),
    }
}

/// Whether there is a map in a key: OTP does not look into it, and refuses.
fn has_map(term: &Term) -> bool {
    match term {
        Term::Map(_) => true,
        Term::Tuple(elements) => elements.iter().any(has_map),
        Term::List(list) => list.items().iter().chain(list.tail()).any(has_map),
        _ => false,
    }
}

/// Whether this expression makes what this pattern has matched.
fn alike(pattern: &Pattern, made: &Expression) -> bool {
    let all = |patterns: &[Pattern], made: &[Expression]| {
        patterns.len() == made.len() && patterns.iter().zip(made).all(|(pattern, made)| alike(pattern, made))
    };
    match (pattern, made) {
        (Pattern::Variable(found), Expression::Variable(made)) => found == made,
        (Pattern::Exactly(term), Expression::Constant(constant)) => term == constant,
        (Pattern::Tuple(patterns), Expression::Tuple(made)) => all(patterns, made),
        (Pattern::List(patterns, rest), Expression::List(made, tail)) => {
            all(patterns, made) && alike(rest, tail)
        }
        _ => false,
    }
}
