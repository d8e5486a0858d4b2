// Computes a body as if it were a guard.
// ANCHOR: cut_body
let scope = Scope { row, bindings, raised: Raised::Refuses };
let last = self.body.last().expect("a body without expressions is not compiled");
last.value(&scope).expect("a body has a value").into_owned()
// ANCHOR_END: cut_body
