//! The atoms that have a meaning of their own.

use std::sync::LazyLock;

use term::{Atom, Term};

/// The atom with this text, looked up once.
macro_rules! word {
    ($name:ident, $text:literal) => {
        pub(crate) static $name: LazyLock<Term> = LazyLock::new(|| Term::Atom(Atom::new($text)));
    };
}

word!(TRUE, "true");
word!(FALSE, "false");
word!(EXIT, "EXIT");

/// `true` or `false`.
pub(crate) fn boolean(truth: bool) -> Term {
    if truth { TRUE.clone() } else { FALSE.clone() }
}

/// Of the atoms, two are truth values.
pub(crate) fn truth(term: &Term) -> Option<bool> {
    if *term == *TRUE {
        Some(true)
    } else if *term == *FALSE {
        Some(false)
    } else {
        None
    }
}
