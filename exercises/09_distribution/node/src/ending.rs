//! Exit reasons on the wire: a reason is a term there, and here mostly a word.
//!
//! Atoms of the manual are themselves. Any other reason of ours is text; where the text is a term, or a word that
//! could be an atom, that is what goes out, and what comes in is kept as the text of its term.
//!
//! Chapter: `distribution`.

use process::ExitReason;
use term::{Atom, Term, term};

/// A reason as it goes over the wire.
#[must_use]
pub fn to_term(reason: &ExitReason) -> Term {
    match reason {
        ExitReason::ShutdownWith(text) => term!({:shutdown, (value(text))}),
        ExitReason::Panic(text) => {
            Term::tuple([Term::Atom(Atom::new("panic")), Term::binary(text.as_bytes())])
        }
        ExitReason::Other(text) => value(text),
        known => Term::Atom(Atom::new(&known.to_string())),
    }
}

/// A reason that came over the wire.
#[must_use]
pub fn of_term(reason: &Term) -> ExitReason {
    let word = |term: &Term| match term {
        Term::Atom(atom) => atom.text().to_owned(),
        other => other.to_string(),
    };
    match (reason, reason.as_tuple()) {
        (Term::Atom(atom), _) => atom.text().into(),
        (_, Some([first, more])) if first.is_atom("shutdown") => ExitReason::ShutdownWith(word(more).into()),
        (_, Some([first, message])) if first.is_atom("panic") => {
            ExitReason::panic(message.as_text().unwrap_or("a value that is no text"))
        }
        (other, _) => ExitReason::Other(other.to_string().into()),
    }
}

/// What a text means as a term: a word is an atom, a term is itself, anything else a text.
fn value(text: &str) -> Term {
    let word = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if let (true, Ok(atom)) = (word, Atom::try_new(text)) {
        return Term::Atom(atom);
    }
    text.parse().unwrap_or_else(|_| Term::binary(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_comes_back_as_it_went() {
        let reasons =
            ["normal", "shutdown", "kill", "killed", "noproc", "noconnection", "boom", "{:badarg, 1}"];
        for reason in reasons.map(ExitReason::from) {
            assert_eq!(of_term(&to_term(&reason)), reason);
        }
        let shutdown = ExitReason::ShutdownWith("deploy".into());
        assert_eq!(to_term(&shutdown), term!({:shutdown, :deploy}));
        assert_eq!(of_term(&to_term(&shutdown)), shutdown);
        let panic = ExitReason::panic("index 3 of 2");
        assert_eq!(of_term(&to_term(&panic)), panic);
        assert_eq!(to_term(&"no words of a term".into()), Term::binary(*b"no words of a term"));
        let long = "a".repeat(256);
        assert_eq!(to_term(&long.as_str().into()), Term::binary(long.as_bytes()), "no atom is so long");
    }
}
