//! Which keys a specification asks for, known without having seen a row.
//!
//! Where every head names the key, a table has to look at the rows of these keys only, however large it is.
//!
//! Source: OTP, `ets:select/2` ("bound key"). Chapter: `tables`.

use term::Term;

use crate::pattern::Pattern;
use crate::spec::MatchSpec;

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
}

/// What a head says about one element of the row.
pub(crate) enum Element<'a> {
    /// Nothing that matches has this element.
    Missing,
    /// It is this term.
    Term(&'a Term),
    /// It may be various terms.
    Pattern(&'a Pattern),
}

pub(crate) fn element(head: &Pattern, position: usize) -> Element<'_> {
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
