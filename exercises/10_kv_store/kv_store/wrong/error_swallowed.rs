// What is no query finds nothing.
// ANCHOR: cut_parse
let term: Term = text.parse().unwrap_or_else(|_: ParseError| Term::nil());
Self::of(term)
// ANCHOR_END: cut_parse
