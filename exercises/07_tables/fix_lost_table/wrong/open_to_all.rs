// Lets everybody write.
// ANCHOR: cut_keep
let options = Options::set().named().public().heir(me.pid(), term!(:scores));
match tables.create(me, SCORES, options) {
    Ok(table) => Init::ok(Self { table: Some(table) }),
    Err(error) => Init::Stop(error.to_string().as_str().into()),
}
// ANCHOR_END: cut_keep
