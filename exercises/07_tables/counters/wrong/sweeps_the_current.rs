// Takes the current window as well.
// ANCHOR: cut_sweep
let old = term!([{ {{:_, :"$1"}, :_}, [{:"=<", :"$1", (self.window(now))}], [true] }]);
self.table.select_delete(me, &MatchSpec::compile(&old).expect("the specification is well formed"))
// ANCHOR_END: cut_sweep
