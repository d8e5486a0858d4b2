// verdict: deadlocked
// Says yes, and gives nothing.
// ANCHOR: cut_keep
let options = Options::set().named().protected().heir(me.pid(), term!(:scores));
match tables.create(me, SCORES, options) {
    Ok(table) => Init::ok(Self { table: Some(table) }),
    Err(error) => Init::Stop(error.to_string().as_str().into()),
}
// ANCHOR_END: cut_keep
// ANCHOR: cut_keep
let given = self.table.is_some();
let _ = (from, me);
Answer::reply(given)
// ANCHOR_END: cut_keep
