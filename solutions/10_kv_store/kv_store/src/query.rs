//! Stage 3: a query, typed as text or sent as a term.
//!
//! Source: OTP, `ets:select/3`. Chapter: `kv_store`.

use match_spec::MatchSpec;
use term::Term;

use crate::error::StoreError;

// ANCHOR: query
/// A match specification over rows `{key, value}`.
#[derive(Clone, Debug)]
pub struct Query {
    term: Term,
    spec: MatchSpec,
}
// ANCHOR_END: query

impl Query {
    /// The query that is written in this text.
    ///
    /// # Errors
    /// [`StoreError::Syntax`], [`StoreError::Spec`].
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let term: Term =
            text.parse().map_err(|error: term::ParseError| StoreError::Syntax(error.to_string()))?;
        Self::of(term)
    }

    /// The query that this term is: so it comes from another node.
    ///
    /// # Errors
    /// [`StoreError::Spec`].
    pub fn of(term: Term) -> Result<Self, StoreError> {
        let spec = MatchSpec::compile(&term)?;
        Ok(Self { term, spec })
    }

    /// The term it is, to be sent to another node.
    #[must_use]
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// What a row is worth, if it is accepted.
    #[must_use]
    pub fn run(&self, row: &Term) -> Option<Term> {
        self.spec.run(row)
    }
}
