// Does not notice that the table has come back.
// ANCHOR: cut_keep
let options = Options::set().named().protected().heir(me.pid(), term!(:scores));
match tables.create(me, SCORES, options) {
    Ok(table) => Init::ok(Self { table: Some(table) }),
    Err(error) => Init::Stop(error.to_string().as_str().into()),
}
// ANCHOR_END: cut_keep
// ANCHOR: cut_keep
let table = self.table.take();
let given = table.is_some_and(|table| table.give_away(me, from.pid(), term!(:scores)).is_ok());
Answer::reply(given)
// ANCHOR_END: cut_keep
// ANCHOR: cut_keep
let _ = message.open::<Transfer>();
// ANCHOR_END: cut_keep
