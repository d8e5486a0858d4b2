//! Does a row have this form, and what stands where the variables are?
//!
//! A pattern is a term in which `_` stands for anything and `$1`, `$2`, … for anything that is kept. A variable that
//! occurs again must meet the same term again. What has no variables inside is compared as a whole: by `=:=`, so `1`
//! does not match `1.0`. A map matches every map that has these keys with such values, and perhaps more.
//!
//! Differs: `0.0` matches `-0.0`; OTP 25 compares the bytes of a float in a pattern.
//! Source: ERTS User's Guide, "Match Specifications in Erlang". Chapter: `tables`.

use std::borrow::Cow;

use term::{List, Term};

/// A pattern, compiled. Variables are numbered by their order: slot 0 has the smallest number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pattern {
    /// `_`.
    Any,
    /// `$1`, `$2`, …: the slot of what is kept.
    Variable(usize),
    /// A term without variables.
    Exactly(Term),
    /// A tuple of this size.
    Tuple(Box<[Pattern]>),
    /// A list that begins like this, and what stands behind: `[]` if the pattern is a proper list.
    List(Box<[Pattern]>, Box<Pattern>),
    /// A map with at least these keys.
    Map(Box<[(Term, Pattern)]>),
    /// A term without variables in which there is a map: as the key of a table it is this term and no other.
    Closed(Term, Box<Pattern>),
}

/// What the variables stand for; `None` as long as a variable has met nothing. Nothing is copied out of the row,
/// except for the rest of a list.
pub(crate) type Bindings<'r> = [Option<Cow<'r, Term>>];

impl Pattern {
    /// Whether `value` has this form. Variables are bound on the way.
    pub(crate) fn matches<'r>(&self, value: &'r Term, bindings: &mut Bindings<'r>) -> bool {
        match self {
            Self::Variable(slot) => bind(&mut bindings[*slot], Cow::Borrowed(value)),
            Self::List(items, rest) => match value {
                Term::List(list) => matches_list(items, rest, list, bindings),
                _ => false,
            },
            Self::Map(pairs) => match value {
                Term::Map(map) => pairs
                    .iter()
                    .all(|(key, pattern)| map.get(key).is_some_and(|value| pattern.matches(value, bindings))),
                _ => false,
            },
            Self::Closed(_, pattern) => pattern.matches(value, bindings),
            // TODO pattern: anything, exactly this term, a tuple element by element
            Self::Any | Self::Exactly(_) | Self::Tuple(_) => todo!("pattern: does {value} match?"),
        }
    }

    /// Whether there is neither a variable nor a `_` inside.
    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Any | Self::Variable(_) => false,
            Self::Exactly(_) | Self::Closed(..) => true,
            Self::Tuple(elements) => elements.iter().all(Self::is_closed),
            Self::List(items, rest) => items.iter().all(Self::is_closed) && rest.is_closed(),
            Self::Map(pairs) => pairs.iter().all(|(_, value)| value.is_closed()),
        }
    }
}

/// A variable meets a term: the first one it keeps, every other one must be the same.
fn bind<'r>(slot: &mut Option<Cow<'r, Term>>, value: Cow<'r, Term>) -> bool {
    // TODO pattern: has this variable met something before?
    let _ = (slot, value);
    todo!("pattern: keep the first, compare the others")
}

/// The items one by one, then the rest as a whole.
fn matches_list<'r>(items: &[Pattern], rest: &Pattern, list: &'r List, bindings: &mut Bindings<'r>) -> bool {
    let Some((begin, more)) = list.items().split_at_checked(items.len()) else { return false };
    let begins = items.iter().zip(begin).all(|(pattern, item)| pattern.matches(item, bindings));
    begins
        && match (rest, list.tail()) {
            (Pattern::Any, _) => true,
            (Pattern::Variable(slot), end) => {
                let end = end.cloned().unwrap_or_else(|| Term::list(Vec::new()));
                bind(&mut bindings[*slot], Cow::Owned(Term::list_with_tail(more.to_vec(), end)))
            }
            (rest, Some(end)) => more.is_empty() && rest.matches(end, bindings),
            (Pattern::Exactly(Term::List(_)), None) => more.is_empty(),
            (_, None) => false,
        }
}
