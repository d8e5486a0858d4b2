// Computes a body as if it were a guard, and makes nil of what has no value.
// ANCHOR: cut_body
let scope = Scope { row, bindings, raised: Raised::Refuses };
let last = self.body.last().expect("a body without expressions is not compiled");
last.value(&scope).map_or_else(Term::nil, Cow::into_owned)
// ANCHOR_END: cut_body
