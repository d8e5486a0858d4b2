// Takes the first expression.
// ANCHOR: cut_body
let scope = Scope { row, bindings, raised: Raised::IsWorthExit };
let first = self.body.first().expect("a body without expressions is not compiled");
first.value(&scope).expect("in a body a call that raises has a value").into_owned()
// ANCHOR_END: cut_body
