// A bad specification becomes one that matches nothing.
// ANCHOR: cut_parse
let term: Term = text.parse().map_err(|error: ParseError| StoreError::Syntax(error.to_string()))?;
Self::of(term)
// ANCHOR_END: cut_parse
// ANCHOR: cut_parse
let nothing = || "[{:nothing, [], [1]}]".parse().expect("a term");
let spec = MatchSpec::compile(&term).or_else(|_| MatchSpec::compile(&nothing()))?;
Ok(Self { term, spec })
// ANCHOR_END: cut_parse
