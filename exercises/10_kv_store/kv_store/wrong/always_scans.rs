// Looks at every row: it finds everything, after all.
// ANCHOR: cut_plan
let _ = (self.spec.keys(1), Plan::Keys);
Plan::Scan
// ANCHOR_END: cut_plan
