//! Lists, with a proper end or without one.

use std::sync::Arc;

use crate::Term;

/// Any number of terms, and what stands after the last one: as a rule the empty list, in `[1 | 2]` the `2`.
///
/// SHORTCUT: the elements lie side by side, the BEAM links them one by one. Walking and comparing is faster here;
/// the tail of a list is a copy, where the BEAM hands out a pointer.
#[derive(Clone, Default)]
pub struct List(Option<Arc<Cells>>);

/// A list that is not empty. `tail` is never a list.
struct Cells {
    items: Vec<Term>,
    tail: Option<Term>,
}

impl List {
    /// The list of these elements.
    #[must_use]
    pub fn proper(items: Vec<Term>) -> Self {
        if items.is_empty() { Self(None) } else { Self(Some(Arc::new(Cells { items, tail: None }))) }
    }

    /// These elements and then `tail`; `items` is not empty.
    pub(crate) fn with_tail(mut items: Vec<Term>, tail: Term) -> Self {
        let tail = match tail {
            Term::List(more) => {
                items.extend_from_slice(more.items());
                more.tail().cloned()
            }
            other => Some(other),
        };
        Self(Some(Arc::new(Cells { items, tail })))
    }

    /// The elements, without an improper tail.
    #[must_use]
    pub fn items(&self) -> &[Term] {
        self.0.as_ref().map_or(&[], |cells| &cells.items)
    }

    /// What stands after the last element where that is not the empty list.
    #[must_use]
    pub fn tail(&self) -> Option<&Term> {
        self.0.as_ref()?.tail.as_ref()
    }

    /// Whether it is `[]`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}
