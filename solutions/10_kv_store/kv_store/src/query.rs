//! Stage 3: a query, typed as text or sent as a term.
//!
//! A query is a match specification over rows `{key, value}`. Where its heads name the key, only the rows of these keys
//! are looked at, however large the store is; and nobody has to take all results at once.
//!
//! Source: ERTS User's Guide, "Match Specifications in Erlang"; OTP, `ets:select/3`. Chapter: `kv_store`.

use std::fmt;

use match_spec::MatchSpec;
use table::{Process, Table};
use term::{ParseError, Term};

use crate::api::Page;
use crate::error::StoreError;
use crate::pages::Pages;

// ANCHOR: query
/// A match specification that has been checked.
#[derive(Clone, Debug)]
pub struct Query {
    term: Term,
    pub(crate) spec: MatchSpec,
}

/// Which rows have to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Those of these keys.
    Keys(Vec<Term>),
    /// All of them.
    Scan,
}
// ANCHOR_END: query

impl Query {
    // ANCHOR: parse
    /// The query that is written in this text.
    ///
    /// # Errors
    /// [`StoreError::Syntax`]: it is no term. [`StoreError::Spec`]: it is no match specification.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        // ANCHOR: cut_parse
        let term: Term = text.parse().map_err(|error: ParseError| StoreError::Syntax(error.to_string()))?;
        Self::of(term)
        // ANCHOR_END: cut_parse => // TODO parse: a text becomes a `Term`, a term a query; each of them may fail, with words of its own
        // ANCHOR_END: cut_parse => let _ = (text.parse::<Term>(), |error: ParseError| StoreError::Syntax(error.to_string()));
        // ANCHOR_END: cut_parse => todo!("parse: from text to query")
    }

    /// The query that this term is: so it comes from another node.
    ///
    /// # Errors
    /// [`StoreError::Spec`].
    pub fn of(term: Term) -> Result<Self, StoreError> {
        // ANCHOR: cut_parse
        let spec = MatchSpec::compile(&term)?;
        Ok(Self { term, spec })
        // ANCHOR_END: cut_parse => // TODO parse: compile it here, once, and not row by row
        // ANCHOR_END: cut_parse => let _ = (MatchSpec::compile(&term)?, |spec| Self { term: term.clone(), spec });
        // ANCHOR_END: cut_parse => todo!("parse: from term to query")
    }
    // ANCHOR_END: parse

    /// The term it is, to be sent to another node.
    #[must_use]
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// What a row `{key, value}` is worth, if it is accepted.
    #[must_use]
    pub fn run(&self, row: &Term) -> Option<Term> {
        self.spec.run(row)
    }

    // ANCHOR: plan
    /// Which rows have to be looked at. The key is element 1.
    #[must_use]
    pub fn plan(&self) -> Plan {
        // ANCHOR: cut_plan
        self.spec.keys(1).map_or(Plan::Scan, Plan::Keys)
        // ANCHOR_END: cut_plan => // TODO plan: which keys do the heads name? `MatchSpec::keys` says it, or that they do not
        // ANCHOR_END: cut_plan => let _ = (self.spec.keys(1), Plan::Keys, Plan::Scan);
        // ANCHOR_END: cut_plan => todo!("plan: keys or scan")
    }
    // ANCHOR_END: plan

    /// The first page of the results in these tables.
    pub(crate) fn first_page(
        &self,
        me: &impl Process,
        tables: Vec<Table>,
        limit: usize,
    ) -> Result<Page, StoreError> {
        let mut pages = Pages::new(self, tables, limit)?;
        Ok(Page { rows: pages.next(me)?, more: !pages.is_over() })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keys(keys) => write!(f, "keys {}", Term::list(keys.clone())),
            Self::Scan => f.write_str("scan"),
        }
    }
}
