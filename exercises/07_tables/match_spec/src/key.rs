//! What a specification says about keys without having seen a row.
//!
//! Where every head names the key, a table has to look at the rows of these keys only, however large it is. And where
//! every body shows that the key stays what it was, rows may be replaced in their places.
//!
//! Source: OTP, `ets:select/2` ("bound key") and `ets:select_replace/2`. Chapter: `tables`.

use term::Term;

use crate::expression::Expression;
use crate::pattern::Pattern;
use crate::spec::{Clause, MatchSpec};

impl MatchSpec {
    /// The keys that the heads name, if all of them do; `position` counts from one. Heads that no row can match name
    /// none.
    #[must_use]
    pub fn keys(&self, position: usize) -> Option<Vec<Term>> {
        let mut keys: Vec<Term> = Vec::new();
        for clause in self.clauses.iter() {
            // TODO keys: what does `element(&clause.head, position)` say, and when is there no way around the whole table?
            let _ = (&mut keys, element(&clause.head, position));
            todo!("keys: which key does this head name?");
        }
        Some(keys)
    }

    /// Whether each row that this specification makes has the key of the row it is made of; that must be plain to see
    /// from the specification alone.
    #[must_use]
    pub fn keeps_key(&self, position: usize) -> bool {
        self.clauses.iter().all(|clause| clause.keeps_key(position))
    }
}

/// What a head says about one element of the row.
enum Element<'a> {
    /// Nothing that matches has this element.
    Missing,
    /// It is this term.
    Term(&'a Term),
    /// It may be various terms.
    Pattern(&'a Pattern),
}

fn element(head: &Pattern, position: usize) -> Element<'_> {
    let index = position - 1;
    match head {
        Pattern::Any | Pattern::Variable(_) => Element::Pattern(head),
        Pattern::Tuple(elements) => match elements.get(index) {
            Some(Pattern::Exactly(term) | Pattern::Closed(term, _)) => Element::Term(term),
            Some(other) => Element::Pattern(other),
            None => Element::Missing,
        },
        Pattern::Exactly(row) | Pattern::Closed(row, _) => {
            row.as_tuple().and_then(|row| row.get(index)).map_or(Element::Missing, Element::Term)
        }
        Pattern::List(..) | Pattern::Map(_) => Element::Missing,
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
